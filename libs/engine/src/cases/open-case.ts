import {
  type ActionDefinition,
  type Actor,
  caseNumber,
  countyOf,
  decideAction,
  type DecisionContext,
  type Refusal,
} from '#domain';
import { type CaseRecord, type CaseStore, type RequesterIdentity } from '../ports/case-store.js';
import { type Definition, type Definitions, type Directories } from '../ports/definitions.js';
import { type FormProblem, type Forms } from '../ports/forms.js';
import { type Numbering } from '../ports/numbering.js';
import { type Places } from '../ports/places.js';
import { type Scope, wholeCounty } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { isCaseId } from './case-id.js';
import { separateTexts } from './separate-texts.js';
import { Unfolding } from './unfolding.js';

export interface OpenCaseCommand {
  readonly countyCode: string;
  readonly type: string;
  /** The action that opens it; `open` where nothing else is said. */
  readonly action?: string;
  readonly actor: Actor;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the opener sees: a case that the form names lies inside it. */
  readonly scope?: Scope;
}

export type OpenCaseResult =
  | { readonly kind: 'opened'; readonly record: CaseRecord }
  | { readonly kind: 'unknown-type'; readonly type: string }
  | { readonly kind: 'bad-fields'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Registers a case (登记): its number, its first state, its running clock. */
export class OpenCase {
  constructor(
    private readonly cases: CaseStore,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly places: Places,
    private readonly forms: Forms,
    private readonly numbering: Numbering,
  ) {}

  async execute(tx: Tx, command: OpenCaseCommand): Promise<OpenCaseResult> {
    const { countyCode, type, action = 'open', actor, fields } = command;
    const definition = await this.definitions.active(tx, countyCode, type);
    if (!definition) return { kind: 'unknown-type', type };
    const open = definition.type.actions.get(action);
    if (!open) return { kind: 'refused', refusal: { code: 'unknown-action' } };

    const problems = [
      ...this.forms.check(definition.type, open, fields),
      ...(await this.places.check(tx, countyCode, definition.type, open, fields)),
      ...(await this.namedCases(tx, open, command, definition)),
    ];
    if (problems.length > 0) return { kind: 'bad-fields', problems };

    const directory = await this.directories.of(tx, countyCode);
    const { requester, ...rest } = fields;
    const { codes, texts } = separateTexts(open, rest, this.forms.textFields(definition.type, open), this.numbering);
    const requesterId = requester ? this.numbering.newId() : null;
    const unfolding = new Unfolding(
      await this.identify(tx, countyCode, type, definition, requesterId),
      null,
      definition,
      directory,
    );
    const wish = { action, actor, fields: codes, newId: () => this.numbering.newId() };
    const decision = decideAction(
      wish,
      null,
      unfolding.context(tx.now, await this.samplingOf(tx, open, command, definition)),
    );
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };

    unfolding.append(decision.event);
    unfolding.write(...texts);
    if (requester) unfolding.askedBy(requester as RequesterIdentity);
    await this.cases.save(tx, [unfolding.change]);
    return { kind: 'opened', record: unfolding.record };
  }

  /** Fields that name a case which the opener does not see, or which does not exist. */
  private async namedCases(
    tx: Tx,
    open: ActionDefinition,
    { countyCode, fields, scope = wholeCounty(countyCode) }: OpenCaseCommand,
    { type }: Definition,
  ): Promise<FormProblem[]> {
    const named = this.forms.caseFields(type, open).filter((field) => isCaseId(fields[field]));
    if (named.length === 0) return [];
    const ids = named.map((field) => String(fields[field]));
    const seen = await this.cases.many(tx, ids, scope, { locked: false });
    return named
      .filter((_, i) => !seen.has(ids[i]!))
      .map((field) => ({ field, rule: 'unknown-case', data: { value: fields[field] } }));
  }

  /** The first case that a township completes on the spot in a month is called back for certain (design §5). */
  private async samplingOf(
    tx: Tx,
    { effects }: ActionDefinition,
    { countyCode, fields }: OpenCaseCommand,
    { calendar }: Definition,
  ): Promise<Pick<DecisionContext, 'sampling'>> {
    if (!effects.includes('complete-on-the-spot')) return {};
    const month = tx.now.toZonedDateTimeISO(calendar.timeZone).with({ day: 1 }).startOfDay().toInstant();
    const township = String(fields.villageCode).slice(0, 9);
    const isFirst = !(await this.cases.anyOnTheSpot(tx, countyCode, township, month));
    return { sampling: isFirst ? 'certain' : 'by-chance' };
  }

  private async identify(
    tx: Tx,
    countyCode: string,
    typeCode: string,
    { typeVersionId, calendar }: { typeVersionId: string; calendar: { timeZone: string } },
    requesterId: string | null,
  ) {
    const { year } = tx.now.toZonedDateTimeISO(calendar.timeZone);
    const [serial = 0] = await this.numbering.serials(countyCode, 'case', year, 1);
    return {
      id: this.numbering.newId(),
      countyCode: countyOf(countyCode),
      number: caseNumber(countyCode, year, serial),
      typeCode,
      typeVersionId,
      requesterId,
      fingerprint: null,
    };
  }
}
