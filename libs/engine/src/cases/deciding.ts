import {
  type ActionDefinition,
  type Actor,
  type CaseType,
  decideAction,
  type DecisionContext,
  type OtherCase,
  type Refusal,
  whyNot,
} from '#domain';
import { type CaseChange, type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definition, type Definitions, type Directories } from '../ports/definitions.js';
import { type FormProblem, type Forms } from '../ports/forms.js';
import { type Numbering } from '../ports/numbering.js';
import { type Places } from '../ports/places.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { isCaseId } from './case-id.js';
import { Consequences } from './consequences.js';
import { separateTexts } from './separate-texts.js';
import { Unfolding } from './unfolding.js';

/** An action as somebody wishes it, whichever case it is taken on. */
export interface WishedAction {
  readonly action: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

/** What becomes of it on one case: the case with the event that follows, or why not. */
export type DecidedAction =
  | {
      readonly kind: 'decided';
      readonly unfolding: Unfolding;
      /** Of the case, and of those for which something follows from it. */
      readonly changes: readonly CaseChange[];
    }
  | { readonly kind: 'bad-fields'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What deciding looks things up in. */
export interface DecidingParts {
  readonly cases: CaseStore;
  readonly definitions: Definitions;
  readonly directories: Directories;
  readonly places: Places;
  readonly forms: Forms;
  readonly numbering: Numbering;
}

/** Decides one wish on any number of cases, in one transaction. The form is checked once for each version of a type. */
export class Deciding {
  private readonly checked = new Map<string, readonly FormProblem[]>();
  private readonly consequences: Consequences;

  constructor(
    private readonly tx: Tx,
    private readonly wish: WishedAction,
    private readonly scope: Scope,
    private readonly parts: DecidingParts,
  ) {
    const { cases, definitions, directories, forms, numbering } = parts;
    this.consequences = new Consequences(cases, definitions, directories, forms, numbering);
  }

  /** Decides it on a case; `mayBe` says of its action whether it can be taken in this way at all. */
  async on(
    record: CaseRecord,
    mayBe: (action: ActionDefinition) => Refusal | null = () => null,
  ): Promise<DecidedAction> {
    const { definitions, directories, forms, numbering } = this.parts;
    const { actor, fields } = this.wish;
    const definition = await definitions.ofVersion(this.tx, record.countyCode, record.typeVersionId);
    const action = definition.type.actions.get(this.wish.action);
    if (!action) return { kind: 'refused', refusal: { code: 'unknown-action' } };
    const never = mayBe(action);
    if (never) return { kind: 'refused', refusal: never };

    const unfolding = new Unfolding(record, record, definition, await directories.of(this.tx, record.countyCode));
    const others = await this.othersNamed(record, definition);
    const context = unfolding.context(this.tx.now, { others });
    // an action that is not open now is refused as such, whatever its form says
    const refusal = whyNot(action, actor, record.facts, context);
    if (refusal) return { kind: 'refused', refusal };
    const problems = await this.check(record, definition.type, action);
    if (problems.length > 0) return { kind: 'bad-fields', problems };

    const { codes, texts } = separateTexts(action, fields, forms.textFields(definition.type, action), numbering);
    const wish = { action: action.name, actor, fields: codes, newId: () => numbering.newId() };
    const decision = decideAction(wish, record.facts, context);
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };

    unfolding.append(decision.event);
    unfolding.write(...texts);
    const elsewhere = await this.consequences.of(this.tx, unfolding.record, definition, decision.event, texts);
    return { kind: 'decided', unfolding, changes: [unfolding.change, ...elsewhere] };
  }

  /** The cases that the form names, or the application that is decided: locked, and only those that the actor sees. */
  private async othersNamed(
    { id: own, facts }: CaseRecord,
    { type }: Definition,
  ): Promise<NonNullable<DecisionContext['others']>> {
    const { cases, definitions, forms } = this.parts;
    const { action, fields } = this.wish;
    const application = action === 'decide' ? facts.applications.find(({ id }) => id === fields.application) : null;
    const named = type.actions.get(application?.action ?? action);
    const filled = application?.fields ?? fields;
    const ids = named ? forms.caseFields(type, named).flatMap((field) => asId(filled[field], own)) : [];
    const others = new Map<string, OtherCase>();
    if (ids.length === 0) return others;
    for (const [id, record] of await cases.many(this.tx, ids, this.scope, { locked: true })) {
      const definition = await definitions.ofVersion(this.tx, record.countyCode, record.typeVersionId);
      others.set(id, { type: definition.type, facts: record.facts });
    }
    return others;
  }

  private async check(record: CaseRecord, type: CaseType, action: ActionDefinition): Promise<readonly FormProblem[]> {
    const known = this.checked.get(record.typeVersionId);
    if (known) return known;
    const { forms, places } = this.parts;
    const problems = [
      ...forms.check(type, action, this.wish.fields),
      ...(await places.check(this.tx, record.countyCode, type, action, this.wish.fields)),
    ];
    this.checked.set(record.typeVersionId, problems);
    return problems;
  }
}

/** The id of another case; what is none has its problem by the form's schema. */
function asId(value: unknown, own: string): string[] {
  return isCaseId(value) && value !== own ? [value] : [];
}
