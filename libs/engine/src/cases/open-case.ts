import { type Actor, caseNumber, countyOf, decideAction, type Refusal } from '#domain';
import { type CaseRecord, type CaseStore, type RequesterIdentity } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type FormProblem, type Forms } from '../ports/forms.js';
import { type Numbering } from '../ports/numbering.js';
import { type Places } from '../ports/places.js';
import { type Tx } from '../ports/transactions.js';
import { separateTexts } from './separate-texts.js';
import { Unfolding } from './unfolding.js';

export interface OpenCaseCommand {
  readonly countyCode: string;
  readonly type: string;
  readonly actor: Actor;
  readonly fields: Readonly<Record<string, unknown>>;
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

  async execute(tx: Tx, { countyCode, type, actor, fields }: OpenCaseCommand): Promise<OpenCaseResult> {
    const definition = await this.definitions.active(tx, countyCode, type);
    const open = definition?.type.actions.get('open');
    if (!definition || !open) return { kind: 'unknown-type', type };

    const problems = [
      ...this.forms.check(definition.type, open, fields),
      ...(await this.places.check(tx, countyCode, definition.type, open, fields)),
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
    const wish = { action: 'open', actor, fields: codes, applicationId: '' };
    const decision = decideAction(wish, null, unfolding.context(tx.now));
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };

    unfolding.append(decision.event);
    unfolding.write(...texts);
    if (requester) unfolding.askedBy(requester as RequesterIdentity);
    await this.cases.save(tx, [unfolding.change]);
    return { kind: 'opened', record: unfolding.record };
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
