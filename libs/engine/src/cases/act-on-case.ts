import { type Actor, decideAction, type Refusal, whyNot } from '#domain';
import { type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type FormProblem, type Forms } from '../ports/forms.js';
import { type Numbering } from '../ports/numbering.js';
import { type Places } from '../ports/places.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { separateTexts } from './separate-texts.js';
import { Unfolding } from './unfolding.js';

export interface ActOnCaseCommand {
  readonly caseId: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The version that the actor saw (`If-Match`). */
  readonly version: number;
  readonly actor: Actor;
  readonly scope: Scope;
}

export type ActOnCaseResult =
  | { readonly kind: 'done'; readonly record: CaseRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale'; readonly record: CaseRecord }
  | { readonly kind: 'bad-fields'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly record: CaseRecord };

/** Takes an action on a case: locks it, decides, and writes event, state, clocks, timers and messages together. */
export class ActOnCase {
  constructor(
    private readonly cases: CaseStore,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly places: Places,
    private readonly forms: Forms,
    private readonly numbering: Numbering,
  ) {}

  async execute(tx: Tx, command: ActOnCaseCommand): Promise<ActOnCaseResult> {
    const record = await this.cases.lock(tx, command.caseId, command.scope);
    if (!record) return { kind: 'not-found' };
    if (record.version !== command.version) return { kind: 'stale', record };

    const definition = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    const action = definition.type.actions.get(command.action);
    if (!action) return { kind: 'refused', refusal: { code: 'unknown-action' }, record };

    const unfolding = new Unfolding(record, record, definition, await this.directories.of(tx, record.countyCode));
    const context = unfolding.context(tx.now);
    // an action that is not open now is refused as such, whatever its form says
    const refusal = whyNot(action, command.actor, record.facts, context);
    if (refusal) return { kind: 'refused', refusal, record };
    const problems = [
      ...this.forms.check(definition.type, action, command.fields),
      ...(await this.places.check(tx, record.countyCode, definition.type, action, command.fields)),
    ];
    if (problems.length > 0) return { kind: 'bad-fields', problems };

    const textFields = this.forms.textFields(definition.type, action);
    const { codes, texts } = separateTexts(action, command.fields, textFields, this.numbering);
    const wish = { action: action.name, actor: command.actor, fields: codes, applicationId: this.numbering.newId() };
    const decision = decideAction(wish, record.facts, context);
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal, record };

    unfolding.append(decision.event);
    unfolding.write(...texts);
    await this.cases.save(tx, [unfolding.change]);
    return { kind: 'done', record: unfolding.record };
  }
}
