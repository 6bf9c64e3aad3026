import { type CaseEvent, caseNumber, type Consequence, consequencesOf, isOpen, openingBy } from '#domain';
import { type CaseChange, type CaseRecord, type CaseStore, type CaseText } from '../ports/case-store.js';
import { type Definition, type Definitions, type Directories } from '../ports/definitions.js';
import { type Forms } from '../ports/forms.js';
import { wholeCounty } from '../ports/scope.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';
import { separateTexts } from './separate-texts.js';
import { Unfolding } from './unfolding.js';

/** Lets follow in other cases what an event says follows there: cases are opened, others learn of it (design §5). */
export class Consequences {
  constructor(
    private readonly cases: CaseStore,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly forms: Forms,
    private readonly numbering: Numbering,
  ) {}

  /** What changes beside the case itself, to be saved with it. `written`: the event's own texts, which nothing has stored yet. */
  async of(
    tx: Tx,
    source: CaseRecord,
    { type, typeVersionId }: Definition,
    event: CaseEvent,
    written: readonly CaseText[],
  ): Promise<CaseChange[]> {
    const following = consequencesOf(type, source.facts, event);
    const known = following.flatMap((one) => (one.kind === 'open' ? [] : [one.caseId]));
    const others = await this.others(tx, source, known);
    const changes: CaseChange[] = [];
    for (const one of following) {
      if (one.kind === 'open') changes.push(await this.open(tx, source, typeVersionId, one, event, written));
      else changes.push(...(await this.tell(tx, source, one, event, others)));
    }
    return changes;
  }

  private async others(tx: Tx, { countyCode }: CaseRecord, ids: readonly string[]) {
    if (ids.length === 0) return new Map<string, CaseRecord>();
    return this.cases.many(tx, ids, wholeCounty(countyCode), { locked: true });
  }

  /** A case that is there learns of it; one that is over is read-only and learns nothing. */
  private async tell(
    tx: Tx,
    source: CaseRecord,
    told: Exclude<Consequence, { kind: 'open' }>,
    { actor }: CaseEvent,
    others: ReadonlyMap<string, CaseRecord>,
  ): Promise<CaseChange[]> {
    const other = others.get(told.caseId);
    if (!other) throw new Error(`case ${told.caseId}, of which ${source.number} speaks, does not exist`);
    const definition = await this.definitions.ofVersion(tx, other.countyCode, other.typeVersionId);
    const { state } = other.facts;
    if (!isOpen(definition.type, state)) return [];
    // one that has left the project hears no more of it
    if (told.kind !== 'link' && other.facts.projectLeaderId === null) return [];
    const unfolding = new Unfolding(other, other, definition, await this.directories.of(tx, other.countyCode));
    const [kind, data] =
      told.kind === 'link' ? ['linked', { link: told.link, case: source.id }] : [told.kind, { case: source.id }];
    unfolding.append({ kind, at: tx.now, actor, from: state, to: state, data });
    return [unfolding.change];
  }

  private async open(
    tx: Tx,
    source: CaseRecord,
    sourceVersionId: string,
    { caseId, type, action, fields, link, ofRequester }: Extract<Consequence, { kind: 'open' }>,
    { actor }: CaseEvent,
    written: readonly CaseText[],
  ): Promise<CaseChange> {
    const { countyCode } = source;
    const definition =
      type === null
        ? await this.definitions.ofVersion(tx, countyCode, sourceVersionId)
        : await this.definitions.active(tx, countyCode, type);
    const opening = definition?.type.actions.get(action);
    if (!definition || !opening) throw new Error(`county ${countyCode} runs no ${type} that ${action} opens`);
    const { year } = tx.now.toZonedDateTimeISO(definition.calendar.timeZone);
    const [serial = 0] = await this.numbering.serials(countyCode, 'case', year, 1);
    const identity = {
      id: caseId,
      countyCode,
      number: caseNumber(countyCode, year, serial),
      typeCode: definition.type.code,
      typeVersionId: definition.typeVersionId,
      requesterId: ofRequester ? source.requesterId : null,
      fingerprint: null,
    };
    const unfolding = new Unfolding(identity, null, definition, await this.directories.of(tx, countyCode));
    // the words of the case that it comes from become words of its own, so that each can be anonymised by itself
    const names = this.forms.textFields(definition.type, opening);
    const { codes, texts } = separateTexts(
      opening,
      await this.inWords(tx, source, fields, written),
      names,
      this.numbering,
    );
    unfolding.append(openingBy(opening, actor, codes, unfolding.context(tx.now), () => this.numbering.newId()));
    const data = { link, case: source.id };
    const { state } = unfolding.record.facts;
    unfolding.append({ kind: 'linked', at: tx.now, actor, from: state, to: state, data });
    unfolding.write(...texts);
    return unfolding.change;
  }

  /** The fields with texts in place of the ids under which the case that they come from keeps them. */
  private async inWords(
    tx: Tx,
    source: CaseRecord,
    fields: Readonly<Record<string, unknown>>,
    written: readonly CaseText[],
  ) {
    const ids = Object.values(fields).filter((one): one is string => typeof one === 'string');
    const bodies = new Map([
      ...(await this.cases.textsOf(tx, source.id, ids)),
      ...written.map(({ id, body }) => [id, body] as const),
    ]);
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, bodies.get(String(value)) ?? value]),
    );
  }
}
