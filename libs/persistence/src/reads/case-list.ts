import { type Headline } from '#domain';
import { type CaseRecord, type Scope, type Tx } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { titleOf } from '../case/title-sql.js';
import { countyTimeZone } from '../places/county-day.js';
import { prepared } from '../sql/prepared.js';
import { managerOf } from '../transactions.js';
import { caseCondition, type CaseFilter, type ReadFilter, readFilter } from './case-filter.js';

/** One line of a list. */
export interface CaseListItem extends Headline {
  readonly id: string;
  readonly countyCode: string;
  readonly number: string;
  readonly type: string;
  readonly typeVersionId: string;
  readonly version: number;
  readonly state: string;
  /** Of a confidential case, for who may not read it whole, the beginning of its summary; empty while there is none. */
  readonly title: string;
  readonly confidential: boolean;
  readonly villageCode: string;
  readonly villageName: string | null;
  readonly category: string;
  readonly urgency: string;
  readonly tier: string | null;
  readonly leadOrganisation: { readonly id: string; readonly name: string } | null;
  readonly leadPerson: { readonly id: string; readonly name: string } | null;
  readonly leader: { readonly id: string; readonly name: string } | null;
  readonly supervisionLevel: string | null;
  readonly openedAt: Temporal.Instant;
}

export interface CasePage {
  readonly items: readonly CaseListItem[];
  readonly nextCursor: string | null;
  /** Exact up to `countLimit`; beyond it, `more` is true. */
  readonly count: number;
  readonly more: boolean;
}

export interface CasePageRequest {
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  readonly cursor?: string;
  readonly limit: number;
}

export const caseSorts = ['dueAt', '-dueAt', 'openedAt', '-openedAt'] as const;
export type CaseSort = (typeof caseSorts)[number];

/** A case as it was at an instant. */
export interface CaseThen {
  readonly record: CaseRecord;
  readonly headline: Headline;
  readonly at: Temporal.Instant;
}

/** Counts are exact up to here, then `more` (design §8). */
const countLimit = 10_000;

export class CaseLists {
  /** A page of the cases inside the scope. Null: the cursor is none of ours. */
  async page(tx: Tx, scope: Scope, request: CasePageRequest): Promise<CasePage | null> {
    const { sort, cursor, limit } = request;
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    if (after === null) return null;
    const filter = await readFilter(tx, scope, request.filter);
    const { column, direction } = order(sort);
    const parameters = new Parameters();
    const condition = caseCondition(filter, scope, tx.now, parameters);
    const ordered = `ORDER BY c.${column} ${direction}, c.id ${direction}`;
    const limited = `LIMIT ${parameters.add(limit + 1)}`;
    // a first page and the count of all come from one walk over the index; a later page starts where the last one ended
    const page = after
      ? `SELECT c.*, 0 AS found FROM cases c WHERE ${condition}
           AND (c.${column}, c.id) ${direction === 'ASC' ? '>' : '<'} (${parameters.add(after.at)}::timestamptz, ${parameters.add(after.id)}::uuid)
           ${ordered} ${limited}`
      : `SELECT c.*, (SELECT count(*)::int FROM found) AS found
           FROM (SELECT id FROM found c ${ordered} ${limited}) AS first JOIN cases c USING (id)`;
    const found = after
      ? ''
      : `found AS MATERIALIZED (SELECT c.id, c.${column} FROM cases c WHERE ${condition} ${ordered} LIMIT ${countLimit + 1}),`;
    const rows = (await managerOf(tx).query(
      `WITH ${found} c AS MATERIALIZED (${page}) ${named(scope, parameters)} ${ordered}`,
      parameters.values,
    )) as (StoredListItem & { found: number })[];
    const items = rows.slice(0, limit).map(itemOf);
    const last = items.at(-1);
    return {
      items,
      nextCursor:
        rows.length > limit && last ? encodeCursor(column === 'due_at' ? last.dueAt : last.openedAt, last.id) : null,
      ...(after ? await this.counted(tx, scope, filter) : counted(rows[0]?.found ?? 0)),
    };
  }

  /** One case as a list shows it; null where there is none inside the scope. */
  async one(tx: Tx, scope: Scope, id: string): Promise<CaseListItem | null> {
    const parameters = new Parameters();
    const condition = caseCondition({}, scope, tx.now, parameters);
    const [row] = (await managerOf(tx).query(
      prepared(
        `WITH c AS MATERIALIZED (SELECT * FROM cases c WHERE ${condition} AND c.id = ${parameters.add(id)}) ${named(scope, parameters)}`,
      ),
      parameters.values,
    )) as StoredListItem[];
    return row ? itemOf(row) : null;
  }

  /** One case as a list would have shown it then, of what its log had made it by then; null where there is none inside the scope. */
  async asItWas(tx: Tx, scope: Scope, { record, headline, at }: CaseThen): Promise<CaseListItem | null> {
    const parameters = new Parameters();
    const title = titleOf(scope, parameters);
    const { facts } = record;
    const nameIn = (table: string, id: string | null) =>
      `(SELECT name FROM ${table} WHERE id = ${parameters.add(id)}::uuid AND county_code = c.county_code)`;
    const village = parameters.add(facts.villageCode);
    const day = parameters.add(at.toZonedDateTimeISO(countyTimeZone).toPlainDate().toString());
    const [row] = (await managerOf(tx).query(
      `SELECT ${title.column} AS title, ${nameIn('organisation', facts.leadOrganisationId)} AS unit,
              ${nameIn('person', facts.leadPersonId)} AS handler, ${nameIn('person', facts.leaderId)} AS leader,
              (SELECT r.name FROM region r WHERE r.code = ${village}
                ORDER BY r.valid_from <= ${day}::date DESC, r.valid_from DESC LIMIT 1) AS village
         FROM cases c ${title.join} WHERE ${scopeCondition(scope, parameters)} AND c.id = ${parameters.add(record.id)}`,
      parameters.values,
    )) as Record<'title' | 'unit' | 'handler' | 'leader' | 'village', string | null>[];
    if (!row) return null;
    const { id, countyCode, number, typeCode: type, typeVersionId, version } = record;
    const { state, confidential, villageCode, category, urgency, tier, supervisionLevel, openedAt } = facts;
    return {
      ...{ id, countyCode, number, type, typeVersionId, version },
      ...{ state, confidential, villageCode, category, urgency, tier, supervisionLevel, openedAt },
      ...headline,
      title: row.title ?? '',
      villageName: row.village,
      leadOrganisation: labelled(facts.leadOrganisationId, row.unit),
      leadPerson: labelled(facts.leadPersonId, row.handler),
      leader: labelled(facts.leaderId, row.leader),
    };
  }

  async count(tx: Tx, scope: Scope, filter: CaseFilter): Promise<{ count: number; more: boolean }> {
    return this.counted(tx, scope, await readFilter(tx, scope, filter));
  }

  private async counted(tx: Tx, scope: Scope, filter: ReadFilter): Promise<{ count: number; more: boolean }> {
    const parameters = new Parameters();
    const condition = caseCondition(filter, scope, tx.now, parameters);
    const [row] = (await managerOf(tx).query(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM cases c WHERE ${condition} LIMIT ${countLimit + 1}) AS counted`,
      parameters.values,
    )) as { count: number }[];
    return counted(row?.count ?? 0);
  }
}

/** The rows of `c` with what they are called; joined after the page is cut, so that names are looked up for it alone. */
function named(scope: Scope, parameters: Parameters): string {
  const title = titleOf(scope, parameters);
  return `
  SELECT c.*, ${title.column} AS title, village.name AS village_name, unit.name AS lead_organisation_name,
         handler.name AS lead_person_name, leader.name AS leader_name
    FROM c
    ${title.join}
    LEFT JOIN LATERAL (SELECT r.name FROM region r WHERE r.code = c.village_code ORDER BY r.valid_from DESC LIMIT 1) village ON true
    LEFT JOIN organisation unit ON unit.id = c.lead_organisation_id
    LEFT JOIN person handler ON handler.id = c.lead_person_id
    LEFT JOIN person leader ON leader.id = c.leader_id`;
}

function counted(count: number): Pick<CasePage, 'count' | 'more'> {
  return { count: Math.min(count, countLimit), more: count > countLimit };
}

function order(sort: CaseSort): { column: 'due_at' | 'opened_at'; direction: 'ASC' | 'DESC' } {
  return { column: sort.endsWith('dueAt') ? 'due_at' : 'opened_at', direction: sort.startsWith('-') ? 'DESC' : 'ASC' };
}

function encodeCursor(at: Temporal.Instant | null, id: string): string {
  return Buffer.from(JSON.stringify([at?.toString() ?? endless, id])).toString('base64url');
}

/** Where cases without a deadline stand. */
const endless = 'infinity';

function decodeCursor(cursor: string): { at: string; id: string } | null {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
    return isId && typeof at === 'string' && isPlace(at) ? { at, id } : null;
  } catch {
    return null;
  }
}

/** An instant that the database can hold; `Temporal.Instant` throws where it is none at all. */
function isPlace(at: string): boolean {
  if (at === endless) return true;
  const { year } = Temporal.Instant.from(at).toZonedDateTimeISO('UTC');
  return year > 1900 && year < 3000;
}

interface StoredListItem {
  id: string;
  county_code: string;
  number: string;
  type_code: string;
  type_version_id: string;
  version: number;
  state: string;
  title: string | null;
  confidential: boolean;
  village_code: string;
  village_name: string | null;
  category: string;
  urgency: string;
  tier: string | null;
  lead_organisation_id: string | null;
  lead_organisation_name: string | null;
  lead_person_id: string | null;
  lead_person_name: string | null;
  leader_id: string | null;
  leader_name: string | null;
  supervision_level: string | null;
  opened_at: Date;
  due_at: Date | number;
  due_clock: string | null;
  warn_at: Date | null;
  original_due_at: Date | null;
  provisional: boolean;
  running: boolean;
  stood_at: Date | null;
  due_unit: Headline['unit'];
}

function itemOf(row: StoredListItem): CaseListItem {
  return {
    id: row.id,
    countyCode: row.county_code,
    number: row.number,
    type: row.type_code,
    typeVersionId: row.type_version_id,
    version: row.version,
    state: row.state,
    title: row.title ?? '',
    confidential: row.confidential,
    villageCode: row.village_code,
    villageName: row.village_name,
    category: row.category,
    urgency: row.urgency,
    tier: row.tier,
    leadOrganisation: labelled(row.lead_organisation_id, row.lead_organisation_name),
    leadPerson: labelled(row.lead_person_id, row.lead_person_name),
    leader: labelled(row.leader_id, row.leader_name),
    supervisionLevel: row.supervision_level,
    openedAt: instantOf(row.opened_at),
    dueAt: instantOf(row.due_at),
    dueClock: row.due_clock,
    warnAt: instantOf(row.warn_at),
    originalDueAt: instantOf(row.original_due_at),
    provisional: row.provisional,
    running: row.running,
    stoodAt: instantOf(row.stood_at),
    unit: row.due_unit,
  };
}

function labelled(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
