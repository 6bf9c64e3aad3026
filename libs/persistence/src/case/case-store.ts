import { type CaseEvent } from '#domain';
import {
  type CaseChange,
  type CaseRecord,
  type CaseStore,
  type DecidedTimer,
  type DueTimer,
  type Scope,
  type Tx,
} from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { BulkUpdate } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';
import { recordColumns, recordOf, type StoredCase } from './case-rows.js';
import { type CaseWriter } from './case-writer.js';
import { clocksOfCases, clocksOfTimers } from './read-clocks.js';
import { instantOf } from './facts-codec.js';
import { namingCondition } from './naming-sql.js';
import { Parameters, readsAsRequester, readsWhole, scopeCondition } from './scope-sql.js';

/** Which cases a migration looks at next. */
interface OtherVersions {
  readonly countyCode: string;
  readonly code: string;
  readonly toVersionId: string;
  readonly after: string | null;
  readonly limit: number;
  readonly locked: boolean;
}

export class PgCaseStore implements CaseStore {
  constructor(private readonly writer: CaseWriter) {}

  async lock(tx: Tx, id: string, scope: Scope): Promise<CaseRecord | null> {
    const parameters = new Parameters();
    const condition = `c.id = ${parameters.add(id)} AND ${scopeCondition(scope, parameters)}`;
    const [record] = await this.where(tx, condition, parameters, locked);
    return record ?? null;
  }

  /** Reads one case inside the scope without locking it; who asked is left out where the reader may not know. */
  async read(tx: Tx, id: string, scope: Scope): Promise<CaseRecord | null> {
    const parameters = new Parameters();
    const condition = `c.id = ${parameters.add(id)} AND ${scopeCondition(scope, parameters)}`;
    const mayKnow = `${readsWhole(scope, parameters)} OR ${readsAsRequester(scope, parameters)}`;
    const columns = recordColumns.replace(
      'c.requester_id',
      `CASE WHEN ${mayKnow} THEN c.requester_id END AS requester_id`,
    );
    const [record] = await this.where(tx, condition, parameters, '', columns);
    return record ?? null;
  }

  async lockBefore(tx: Tx, id: string, fields: CaseEvent['data'], scope: Scope): Promise<void> {
    const named = Object.values(fields).filter(isUuid);
    if (named.length === 0) return;
    const parameters = new Parameters();
    const [own, ids] = [parameters.add(id), parameters.add(named)];
    await managerOf(tx).query(
      `SELECT c.id FROM cases own JOIN cases c ON c.type_code <> own.type_code OR c.id < own.id
        WHERE own.id = ${own} AND ${scopeCondition(scope, parameters)}
          AND c.id = ANY(${ids}::uuid[] || ARRAY(
            SELECT field.value::uuid
              FROM jsonb_array_elements(own.facts->'applications') asked, jsonb_each_text(asked->'fields') field
             WHERE (asked->>'id')::uuid = ANY(${ids}::uuid[]) AND field.value ~ '${uuid.source}'))
        ORDER BY c.id ${locked}`,
      parameters.values,
    );
  }

  async textsOf(tx: Tx, caseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = (await managerOf(tx).query(
      'SELECT id, body FROM case_text WHERE case_id = $1 AND id::text = ANY($2::text[])',
      [caseId, ids],
    )) as { id: string; body: string }[];
    return new Map(rows.map(({ id, body }) => [id, body]));
  }

  async anyOnTheSpot(tx: Tx, countyCode: string, regionCode: string, since: Temporal.Instant): Promise<boolean> {
    const [row] = (await managerOf(tx).query(
      `SELECT EXISTS (SELECT 1 FROM cases
         WHERE county_code = $1 AND opened_at >= $2 AND starts_with(village_code, $3) AND facts->>'onTheSpot' = 'true') AS any`,
      [countyCode, since.toString(), regionCode],
    )) as { any: boolean }[];
    return row?.any === true;
  }

  async many(
    tx: Tx,
    ids: readonly string[],
    scope: Scope,
    how: { readonly locked: boolean },
  ): Promise<Map<string, CaseRecord>> {
    const parameters = new Parameters();
    const condition = `c.id = ANY(${parameters.add(ids)}::uuid[]) AND ${scopeCondition(scope, parameters)}`;
    const records = await this.where(tx, condition, parameters, how.locked ? locked : '');
    return new Map(records.map((record) => [record.id, record]));
  }

  async lockByFingerprint(tx: Tx, scope: Scope, fingerprints: readonly string[]): Promise<Map<string, CaseRecord>> {
    const parameters = new Parameters();
    const known = parameters.add(fingerprints.map((one) => Buffer.from(one, 'hex')));
    const readable = `${scopeCondition(scope, parameters)} AND ${readsWhole(scope, parameters)}`;
    const records = await this.where(tx, `c.fingerprint = ANY(${known}::bytea[]) AND ${readable}`, parameters, locked);
    return new Map(records.map((record) => [record.fingerprint!, record]));
  }

  async lockOpenOf(tx: Tx, countyCode: string, villageCodes: readonly string[], limit: number): Promise<CaseRecord[]> {
    const parameters = new Parameters();
    const county = parameters.add(countyCode);
    const condition = `c.county_code = ${county} AND c.open AND c.village_code = ANY(${parameters.add(villageCodes)})`;
    return this.where(tx, condition, parameters, `LIMIT ${parameters.add(limit)} ${locked}`);
  }

  async lockNaming(
    tx: Tx,
    countyCode: string,
    personId: string,
    after: string | null,
    limit: number,
  ): Promise<CaseRecord[]> {
    const parameters = new Parameters();
    const naming = namingCondition(countyCode, personId, parameters);
    const behind = after === null ? '' : `AND c.id > ${parameters.add(after)}`;
    return this.where(tx, `${naming} ${behind}`, parameters, `LIMIT ${parameters.add(limit)} ${locked}`);
  }

  /** Open cases of a type that are on another version than this, behind `after`, in the order of their ids. */
  async openOnOtherVersions(tx: Tx, { countyCode, code, toVersionId, after, limit, locked: hold }: OtherVersions) {
    const parameters = new Parameters();
    const conditions = [
      `c.county_code = ${parameters.add(countyCode)} AND c.type_code = ${parameters.add(code)} AND c.open`,
      `c.type_version_id <> ${parameters.add(toVersionId)}`,
      ...(after === null ? [] : [`c.id > ${parameters.add(after)}`]),
    ];
    return this.where(tx, conditions.join(' AND '), parameters, `LIMIT ${parameters.add(limit)} ${hold ? locked : ''}`);
  }

  async claimDue(tx: Tx, limit: number, except: readonly string[]): Promise<DueTimer[]> {
    const rows = (await managerOf(tx).query(
      `SELECT t.clock, t.step, t.deadline_version, t.fire_at, ${recordColumns}
         FROM timer t JOIN cases c ON c.id = t.case_id
        WHERE t.decision IS NULL AND t.fire_at <= $1 ${except.length > 0 ? 'AND t.case_id <> ALL($3::uuid[])' : ''}
        ORDER BY t.fire_at LIMIT $2
          FOR UPDATE OF c, t SKIP LOCKED`,
      except.length > 0 ? [tx.now.toString(), limit, except] : [tx.now.toString(), limit],
    )) as (StoredCase & { clock: string; step: string; deadline_version: number; fire_at: Date })[];
    if (rows.length === 0) return [];
    // read after the locks are held: a statement of its own sees what was committed until then
    const clocks = await clocksOfTimers(
      tx,
      rows.map(({ id, clock }) => ({ caseId: id, clock })),
    );
    return rows.map((row, i) => ({
      clock: row.clock,
      step: row.step,
      version: row.deadline_version,
      fireAt: instantOf(row.fire_at),
      record: recordOf(row, clocks[i] ? [clocks[i]] : []),
    }));
  }

  async withAllClocks(tx: Tx, claimed: readonly CaseRecord[]): Promise<Map<string, CaseRecord>> {
    const clocks = await clocksOfCases(
      tx,
      claimed.map(({ id }) => id),
    );
    return new Map(claimed.map((record) => [record.id, { ...record, clocks: clocks.get(record.id) ?? [] }]));
  }

  async save(tx: Tx, changes: readonly CaseChange[]): Promise<void> {
    await this.writer.write(tx, changes);
  }

  async decideTimers(tx: Tx, decided: readonly DecidedTimer[]): Promise<void> {
    const at = tx.now.toString();
    await decideTimers.run(
      managerOf(tx),
      decided.map((timer) => ({ ...timer, at })),
    );
  }

  async nextDue(tx: Tx): Promise<Temporal.Instant | null> {
    const [row] = (await managerOf(tx).query(
      'SELECT fire_at FROM timer WHERE decision IS NULL ORDER BY fire_at LIMIT 1',
    )) as {
      fire_at: Date;
    }[];
    return row ? instantOf(row.fire_at) : null;
  }

  private async where(
    tx: Tx,
    condition: string,
    parameters: Parameters,
    lock: string,
    columns = recordColumns,
  ): Promise<CaseRecord[]> {
    const rows = (await managerOf(tx).query(
      `SELECT ${columns} FROM cases c WHERE ${condition} ORDER BY c.id ${lock}`,
      parameters.values,
    )) as StoredCase[];
    if (rows.length === 0) return [];
    const clocks = await clocksOfCases(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => recordOf(row, clocks.get(row.id) ?? []));
  }
}

const uuid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/**
 * Cases of one type are locked in the order of their ids, a key project before those that it serves: two that lock
 * several cannot wait for each other.
 */
const locked = 'FOR UPDATE OF c';

const decideTimers = new BulkUpdate<DecidedTimer & { at: string }>(
  'timer',
  [
    { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
    { name: 'clock', type: 'text', value: ({ clock }) => clock },
    { name: 'step', type: 'text', value: ({ step }) => step },
    { name: 'deadline_version', type: 'int', value: ({ version }) => version },
    { name: 'decision', type: 'text', value: ({ decision }) => decision },
    { name: 'decided_at', type: 'timestamptz', value: ({ at }) => at },
  ],
  ['case_id', 'clock', 'step', 'deadline_version'],
);
