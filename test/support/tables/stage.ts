import { type Refusal } from '#domain';
import { type ActOnCaseResult, type OpenCaseResult, wholeCounty } from '#engine';
import { county, village } from '../world/small-county.js';
import { type StoryCase, World } from '../world/world.js';
import { actorOf, type Role, wholeCast } from './cast.js';
import { fillForm, type Special } from './fill-form.js';

export type Outcome = 'allowed' | 'bad form' | Refusal['code'];

/** A county with everybody in it and one case of a type, on which roles take actions with forms that fill themselves. */
export class Stage {
  readonly world: World;
  /** The case that the situation is about; none before it is opened. */
  story: StoryCase | null = null;
  private special: Special;

  constructor(
    readonly typeCode: string,
    special: Special,
    from = '2026-11-23 09:00',
  ) {
    this.world = World.on(from, undefined, wholeCast);
    this.special = { villageCode: village, ...special };
  }

  get type() {
    return this.world.definitionOf(this.typeCode).type;
  }

  /** From now on these fields are filled in so. */
  knowing(more: Special): this {
    this.special = { ...this.special, ...more };
    return this;
  }

  /** What comes of it when this role takes this action. */
  async tries(role: Role, name: string, fields: Special = {}): Promise<Outcome> {
    const action = this.type.actions.get(name);
    if (!action) throw new Error(`${this.typeCode} has no action ${name}`);
    const filled = { ...fillForm(this.type, action, { ...this.special, ...this.ofTheCase(name) }), ...fields };
    const actor = actorOf(role, this.world.now);
    const result = await this.world.run<ActOnCaseResult | OpenCaseResult>((tx) =>
      this.story
        ? this.world.actOnCase.execute(tx, {
            ...{ caseId: this.story.id, action: name, fields: filled, version: this.story.record.version },
            ...{ actor, scope: wholeCounty(county) },
          })
        : this.world.openCase.execute(tx, {
            ...{ countyCode: county, type: this.typeCode, action: name, actor, fields: filled },
          }),
    );
    switch (result.kind) {
      case 'opened':
        this.story = this.world.story(result.record.id);
        return 'allowed';
      case 'done':
        return 'allowed';
      case 'refused':
        return result.refusal.code;
      case 'bad-fields':
        throw new Error(`${name} filled in wrong: ${JSON.stringify([filled, result.problems])}`);
      default:
        throw new Error(`${name}: ${result.kind}`);
    }
  }

  /** Takes an action that leads to the situation, and so has to be allowed. */
  async does(role: Role, name: string, fields: Special = {}): Promise<this> {
    const outcome = await this.tries(role, name, fields);
    if (outcome !== 'allowed') throw new Error(`${role} ${name} in ${this.story?.state}: ${outcome}`);
    return this;
  }

  async until(localTime: string): Promise<this> {
    await this.world.until(localTime);
    return this;
  }

  /** The parts and the application that a form can only name by their ids. */
  private ofTheCase(action: string): Special {
    const { applications = [], parts = [] } = this.story?.record.facts ?? {};
    const move = this.type.actions.get(action)?.part;
    const part =
      move &&
      (parts.find((one) => one.kind === move.kind && move.from?.includes(one.state)) ??
        parts.find(({ kind }) => kind === move.kind));
    const need = parts.find(({ kind }) => kind === 'need');
    return {
      application: applications[0]?.id ?? 'none',
      part: part?.id ?? 'none',
      need: need?.id ?? 'none',
    };
  }
}
