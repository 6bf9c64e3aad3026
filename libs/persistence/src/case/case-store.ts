import { type ClockState } from '#domain';
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
import { clockOf, recordColumns, recordOf, type StoredCase, type StoredClock } from './case-rows.js';
import { type CaseWriter } from './case-writer.js';
import { instantOf } from './facts-codec.js';
import { Parameters, scopeCondition } from './scope-sql.js';

export class PgCaseStore implements CaseStore {
  constructor(private readonly writer: CaseWriter) {}

  async lock(tx: Tx, id: string, scope: Scope): Promise<CaseRecord | null> {
    const parameters = new Parameters();
    const condition = `c.id = ${parameters.add(id)} AND ${scopeCondition(scope, parameters)}`;
    const [record] = await this.where(tx, condition, parameters, locked);
    return record ?? null;
  }

  /** Reads one case inside the scope without locking it. */
  async read(tx: Tx, id: string, scope: Scope): Promise<CaseRecord | null> {
    const parameters = new Parameters();
    const condition = `c.id = ${parameters.add(id)} AND ${scopeCondition(scope, parameters)}`;
    const [record] = await this.where(tx, condition, parameters, '');
    return record ?? null;
  }

  async lockByFingerprint(
    tx: Tx,
    countyCode: string,
    fingerprints: readonly string[],
  ): Promise<Map<string, CaseRecord>> {
    const parameters = new Parameters();
    const county = parameters.add(countyCode);
    const known = parameters.add(fingerprints.map((one) => Buffer.from(one, 'hex')));
    const records = await this.where(
      tx,
      `c.county_code = ${county} AND c.fingerprint = ANY(${known}::bytea[])`,
      parameters,
      locked,
    );
    return new Map(records.map((record) => [record.fingerprint!, record]));
  }

  async claimDue(tx: Tx, limit: number): Promise<DueTimer[]> {
    const rows = (await managerOf(tx).query(
      `SELECT t.clock, t.step, t.deadline_version, t.fire_at, ${recordColumns}
         FROM timer t JOIN cases c ON c.id = t.case_id
        WHERE t.decision IS NULL AND t.fire_at <= $1
        ORDER BY t.fire_at LIMIT $2
          FOR UPDATE OF c, t SKIP LOCKED`,
      [tx.now.toString(), limit],
    )) as (StoredCase & { clock: string; step: string; deadline_version: number; fire_at: Date })[];
    if (rows.length === 0) return [];
    // read after the locks are held: a statement of its own sees what was committed until then
    const clocks = await this.clocksOf(tx, [...new Set(rows.map(({ id }) => id))], 'of-paused-clocks');
    return rows.map((row) => ({
      clock: row.clock,
      step: row.step,
      version: row.deadline_version,
      fireAt: instantOf(row.fire_at),
      record: recordOf(row, clocks.get(row.id) ?? []),
    }));
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

  private async where(tx: Tx, condition: string, parameters: Parameters, lock: string): Promise<CaseRecord[]> {
    const rows = (await managerOf(tx).query(
      `SELECT ${recordColumns} FROM cases c WHERE ${condition} ORDER BY c.id ${lock}`,
      parameters.values,
    )) as StoredCase[];
    if (rows.length === 0) return [];
    const clocks = await this.clocksOf(
      tx,
      rows.map(({ id }) => id),
      'of-all-clocks',
    );
    return rows.map((row) => recordOf(row, clocks.get(row.id) ?? []));
  }

  /** Clocks by case. Which steps have fired matters to a clock that is counted anew; the sweep resumes paused ones only. */
  private async clocksOf(
    tx: Tx,
    caseIds: readonly string[],
    fired: 'of-all-clocks' | 'of-paused-clocks',
  ): Promise<Map<string, ClockState[]>> {
    const rows = (await managerOf(tx).query(
      `SELECT k.case_id, k.name, k.subject, k.status, k.span, k.started_at, k.stopped_at, k.pauses, k.due_at, k.original_due_at,
              k.provisional, k.warn_at, k.version, k.first_version,
              CASE WHEN $2 OR k.status = 'paused' THEN ARRAY(
                SELECT t.step FROM timer t
                 WHERE t.case_id = k.case_id AND t.clock = k.name || CASE WHEN k.subject = '' THEN '' ELSE ':' || k.subject END
                   AND t.deadline_version >= k.first_version AND t.decision = 'fired') ELSE '{}' END AS fired
         FROM clock k WHERE k.case_id = ANY($1)`,
      [caseIds, fired === 'of-all-clocks'],
    )) as StoredClock[];
    const byCase = new Map<string, ClockState[]>();
    for (const row of rows) {
      const clocks = byCase.get(row.case_id);
      if (clocks) clocks.push(clockOf(row));
      else byCase.set(row.case_id, [clockOf(row)]);
    }
    return byCase;
  }
}

/** Cases are locked in the order of their ids, always: two that lock several cannot wait for each other. */
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
