import { type KeptThing } from '#domain';
import { type Cipher, type KeptData, type PeriodOfType, type Taken, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type PgDefinitions } from '../definitions/pg-definitions.js';
import { instantText } from '../sql/instant-text.js';
import { managerOf } from '../transactions.js';
import { forgetAttachments, forgetRequesters, forgetWords, overBefore } from './forget-cases.js';
import { forgetResidents, restingResidents } from './forget-residents.js';
import { countRows, deleteRows, keptRows } from './kept-rows.js';

/** Which tables hold a thing that is kept for a time: what the data inventory promises of them is carried out here. */
export function tablesOf(thing: KeptThing): readonly string[] {
  const rows = keptRows[thing];
  if (!rows) return overwritten[thing as keyof typeof overwritten];
  return [
    rows.table,
    ...(rows.parts ? [rows.parts.table] : []),
    ...(thing === 'ledger-import' ? ['ledger_import_row'] : []),
  ];
}

const overwritten = {
  requester: ['requester'],
  attachment: ['attachment'],
  'case-text': ['case_text', 'cases'],
  resident: ['person', 'account'],
} as const;

export class PgKeptData implements KeptData {
  constructor(
    private readonly cipher: Cipher,
    private readonly definitions: PgDefinitions,
  ) {}

  async ofTypes(tx: Tx, county: string): Promise<PeriodOfType[]> {
    const types = await this.definitions.activeTypes(tx, county);
    return types.flatMap(({ code, retention }) =>
      [...retention].map(([thing, period]) => ({ typeCode: code, thing, period })),
    );
  }

  async counties(tx: Tx): Promise<string[]> {
    const rows = (await managerOf(tx).query('SELECT code FROM county ORDER BY code')) as { code: string }[];
    return rows.map(({ code }) => code);
  }

  async count(tx: Tx, county: string, thing: KeptThing, before: Temporal.Instant, typeCode?: string): Promise<number> {
    const rows = keptRows[thing];
    if (rows) return countRows(tx, rows, county, before);
    const found = thing === 'resident' ? restingResidents : casesWith(thing, typeCode !== undefined);
    const [row] = (await managerOf(tx).query(`SELECT count(*)::int AS n FROM (${found}) AS found`, [
      ...ended(county, before),
      ...(typeCode === undefined ? [] : [typeCode]),
    ])) as { n: number }[];
    return row!.n;
  }

  async take(
    tx: Tx,
    county: string,
    thing: KeptThing,
    before: Temporal.Instant,
    limit: number,
    typeCode?: string,
  ): Promise<Taken> {
    const rows = keptRows[thing];
    if (rows) return { count: await deleteRows(tx, rows, county, before, limit), subjects: [] };
    return thing === 'resident'
      ? this.takeResidents(tx, county, before, limit)
      : this.takeOfCases(tx, county, thing, before, limit, typeCode);
  }

  private async takeResidents(tx: Tx, county: string, before: Temporal.Instant, limit: number): Promise<Taken> {
    const rows = (await managerOf(tx).query(`${restingResidents} ORDER BY p.id LIMIT $4 FOR UPDATE OF p SKIP LOCKED`, [
      ...ended(county, before),
      limit,
    ])) as { id: string }[];
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await forgetResidents(tx, ids);
    return { count: ids.length, subjects: ids.map((id) => ({ kind: 'person', id })) };
  }

  private async takeOfCases(
    tx: Tx,
    county: string,
    thing: KeptThing,
    before: Temporal.Instant,
    limit: number,
    typeCode: string | undefined,
  ): Promise<Taken> {
    const ofType = typeCode === undefined ? [] : [typeCode];
    const rows = (await managerOf(tx).query(
      `${casesWith(thing, ofType.length > 0)} ORDER BY c.opened_at, c.id LIMIT $${4 + ofType.length} FOR UPDATE OF c SKIP LOCKED`,
      [...ended(county, before), ...ofType, limit],
    )) as { id: string; requester_id: string | null }[];
    if (rows.length === 0) return { count: 0, subjects: [] };
    const ids = rows.map(({ id }) => id);
    const requesters = rows.flatMap(({ requester_id }) => requester_id ?? []);
    // who has no words any more has neither a name nor files
    if (thing !== 'attachment') await forgetRequesters(tx, this.cipher, requesters);
    if (thing !== 'requester') await forgetAttachments(tx, this.cipher, ids);
    if (thing === 'case-text') await forgetWords(tx, ids);
    return { count: ids.length, subjects: ids.map((id) => ({ kind: 'case', id })) };
  }
}

function casesWith(thing: KeptThing, ofOneType: boolean): string {
  const whole = `c.anonymised_at IS NULL AND ${overBefore}${ofOneType ? ' AND c.type_code = $4' : ''}`;
  if (thing === 'attachment') {
    const left = 'EXISTS (SELECT FROM attachment a WHERE a.case_id = c.id AND a.anonymised_at IS NULL)';
    return `SELECT c.id, c.requester_id FROM cases c WHERE ${left} AND ${whole}`;
  }
  return thing === 'requester'
    ? `SELECT c.id, c.requester_id FROM cases c JOIN requester r ON r.id = c.requester_id AND r.anonymised_at IS NULL WHERE ${whole}`
    : `SELECT c.id, c.requester_id FROM cases c WHERE ${whole}`;
}

/** Facts keep instants as text of one form, which sorts as time does. */
function ended(county: string, before: Temporal.Instant): unknown[] {
  return [county, before.toString(), instantText(before)];
}
