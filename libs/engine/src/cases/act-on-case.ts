import { type Actor, decideAction, type DecisionContext, type OtherCase, type Refusal, whyNot } from '#domain';
import { type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definition, type Definitions, type Directories } from '../ports/definitions.js';
import { type FormProblem, type Forms } from '../ports/forms.js';
import { type Numbering } from '../ports/numbering.js';
import { type Places } from '../ports/places.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { Consequences } from './consequences.js';
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
  private readonly consequences: Consequences;

  constructor(
    private readonly cases: CaseStore,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly places: Places,
    private readonly forms: Forms,
    private readonly numbering: Numbering,
  ) {
    this.consequences = new Consequences(cases, definitions, directories, forms, numbering);
  }

  async execute(tx: Tx, command: ActOnCaseCommand): Promise<ActOnCaseResult> {
    const record = await this.cases.lock(tx, command.caseId, command.scope);
    if (!record) return { kind: 'not-found' };
    if (record.version !== command.version) return { kind: 'stale', record };

    const definition = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    const action = definition.type.actions.get(command.action);
    if (!action) return { kind: 'refused', refusal: { code: 'unknown-action' }, record };

    const unfolding = new Unfolding(record, record, definition, await this.directories.of(tx, record.countyCode));
    const others = await this.othersNamedBy(tx, command, record, definition);
    const context = unfolding.context(tx.now, { others: await this.asSeen(tx, others) });
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
    const newId = () => this.numbering.newId();
    const wish = { action: action.name, actor: command.actor, fields: codes, newId };
    const decision = decideAction(wish, record.facts, context);
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal, record };

    unfolding.append(decision.event);
    unfolding.write(...texts);
    await this.cases.save(tx, [
      unfolding.change,
      ...(await this.consequences.of(tx, unfolding.record, definition, decision.event)),
    ]);
    return { kind: 'done', record: unfolding.record };
  }

  /** The cases that the form names, or the application that is decided; locked, and only those that the actor sees. */
  private async othersNamedBy(
    tx: Tx,
    { action, fields, caseId, scope }: ActOnCaseCommand,
    { facts }: CaseRecord,
    { type }: Definition,
  ): Promise<ReadonlyMap<string, CaseRecord>> {
    const application = action === 'decide' ? facts.applications.find(({ id }) => id === fields.application) : null;
    const named = type.actions.get(application?.action ?? action);
    const filled = application?.fields ?? fields;
    const ids = named ? this.forms.caseFields(type, named).flatMap((field) => asId(filled[field], caseId)) : [];
    if (ids.length === 0) return new Map();
    const records = await this.cases.lockOthers(tx, ids, scope);
    return new Map(records.map((record) => [record.id, record]));
  }

  private async asSeen(
    tx: Tx,
    others: ReadonlyMap<string, CaseRecord>,
  ): Promise<NonNullable<DecisionContext['others']>> {
    const seen = new Map<string, OtherCase>();
    for (const [id, { countyCode, typeVersionId, facts }] of others)
      seen.set(id, { type: (await this.definitions.ofVersion(tx, countyCode, typeVersionId)).type, facts });
    return seen;
  }
}

/** The id of another case; what is none has its problem by the form's schema. */
function asId(value: unknown, own: string): string[] {
  return typeof value === 'string' && value !== own ? [value] : [];
}
