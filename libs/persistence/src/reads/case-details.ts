import { type CaseEvent, type ClockState, keyOf } from '#domain';
import { type CaseRecord, type Scope, type Tx, wholeCounty } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type PgCaseStore } from '../case/case-store.js';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, readsAsRequester, readsWhole, scopeCondition } from '../case/scope-sql.js';
import { managerOf } from '../transactions.js';

/** An event of the log with the names that a reader wants beside the ids. */
export interface ReadEvent extends CaseEvent {
  readonly id: string;
  readonly actorName: string | null;
  /** Of whom it was the place in which a stand-in acted. */
  readonly onBehalfOfName: string | null;
}

export interface ReadTimer {
  readonly clock: string;
  readonly step: string;
  readonly fireAt: string;
  readonly decision: string | null;
}

/** What of a case's texts is for a reader. */
export interface ReadTexts {
  /** `summary`: a confidential case for who handles it; `own`: the requester's own words only. */
  readonly reads: 'whole' | 'summary' | 'own';
  readonly summary: string | null;
  readonly texts: ReadonlyMap<string, { readonly kind: string; readonly body: string | null }>;
}

/** All of one case, for reading; everything starts from the case inside the reader's scope. */
export class CaseDetails {
  constructor(private readonly cases: PgCaseStore) {}

  record(tx: Tx, scope: Scope, id: string): Promise<CaseRecord | null> {
    return this.cases.read(tx, id, scope);
  }

  /** Who did what; of a confidential case without whom it accuses and who asks, and for a requester without names. */
  async events(tx: Tx, scope: Scope, record: CaseRecord): Promise<ReadEvent[]> {
    const parameters = new Parameters();
    const [whole, theirs] = [readsWhole(scope, parameters), readsAsRequester(scope, parameters)];
    const isVeiled = `(NOT ${whole} AND e.data ? 'residentId') OR (${theirs} AND NOT e.data ? 'residentId')`;
    const rows = (await managerOf(tx).query(
      `SELECT e.id, e.kind, e.at, e.actor_kind, e.from_state, e.to_state,
              CASE WHEN ${theirs} THEN '{}' WHEN ${whole} THEN e.data ELSE e.data - ARRAY['accusedUnit', 'accusedPerson', 'residentId'] END AS data,
              CASE WHEN NOT (${isVeiled}) THEN e.actor_person_id END AS actor_person_id,
              CASE WHEN NOT (${isVeiled}) THEN e.actor_posting_id END AS actor_posting_id,
              CASE WHEN NOT (${isVeiled}) THEN p.name END AS actor_name,
              CASE WHEN NOT (${isVeiled}) THEN absent.name END AS absent_name
         FROM cases c JOIN case_event e ON e.case_id = c.id LEFT JOIN person p ON p.id = e.actor_person_id
         LEFT JOIN person absent ON absent.id = (e.data->>'onBehalfOf')::uuid
        WHERE c.id = ${parameters.add(record.id)} AND ${scopeCondition(scope, parameters)} ORDER BY e.id`,
      parameters.values,
    )) as StoredEvent[];
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: instantOf(row.at),
      actor: { kind: row.actor_kind, personId: row.actor_person_id, postingId: row.actor_posting_id },
      actorName: row.actor_name,
      onBehalfOfName: row.absent_name,
      from: row.from_state,
      to: row.to_state,
      data: row.data,
    }));
  }

  /**
   * The free text of the case by id; a text that the reader may not read has no body. Who handles a confidential case
   * reads its summary, the words that were written for handlers (`forHandlers`: their kinds), and those of the own unit.
   */
  async texts(tx: Tx, scope: Scope, record: CaseRecord, forHandlers: readonly string[]): Promise<ReadTexts> {
    const parameters = new Parameters();
    const [whole, theirs] = [readsWhole(scope, parameters), readsAsRequester(scope, parameters)];
    const readable = `CASE WHEN ${theirs} THEN x.kind IN ('title', 'text') ELSE ${whole} OR x.id = c.summary_id
      OR x.kind = ANY(${parameters.add(forHandlers)}) OR ${writtenBy(scope, parameters)} END`;
    const rows = (await managerOf(tx).query(
      `SELECT x.id, x.kind, CASE WHEN ${readable} THEN x.body END AS body, x.id = c.summary_id AS "isSummary",
              CASE WHEN ${theirs} THEN 'own' WHEN ${whole} THEN 'whole' ELSE 'summary' END AS reads
         FROM cases c LEFT JOIN case_text x ON x.case_id = c.id
        WHERE c.id = ${parameters.add(record.id)} AND ${scopeCondition(scope, parameters)} ORDER BY x.written_at, x.id`,
      parameters.values,
    )) as StoredText[];
    const written = rows.filter((row): row is StoredText & { id: string } => row.id !== null);
    return {
      reads: rows[0]?.reads ?? 'summary',
      summary: written.find(({ isSummary }) => isSummary)?.body ?? null,
      texts: new Map(written.map(({ id, kind, body }) => [id, { kind, body }])),
    };
  }

  /** Every event as it was written, whoever reads: for a replay, whose outcome is then shown by the reader's scope. */
  log(tx: Tx, record: CaseRecord): Promise<ReadEvent[]> {
    return this.events(tx, wholeCounty(record.countyCode), record);
  }

  /**
   * The timers that were pending at a past instant, of the deadlines that the clocks had then, the next first. A repetition
   * is planned when the step before it fires: while one of its clock lay ahead, it was not there.
   */
  async timersPendingAt(
    tx: Tx,
    { id }: CaseRecord,
    at: Temporal.Instant,
    clocks: readonly ClockState[],
  ): Promise<ReadTimer[]> {
    const versions = new Map(
      clocks.filter(({ status }) => status === 'running').map((one) => [keyOf(one), one.version]),
    );
    const rows = (await managerOf(tx).query(
      `SELECT clock, step, fire_at, deadline_version FROM timer
        WHERE case_id = $1 AND fire_at > $2 AND (decided_at IS NULL OR decided_at > $2) ORDER BY fire_at, clock`,
      [id, at.toString()],
    )) as { clock: string; step: string; fire_at: Date; deadline_version: number }[];
    const current = rows.filter(({ clock, deadline_version: version }) => versions.get(clock) === version);
    const isFirst = (row: (typeof rows)[number]) => current.find(({ clock }) => clock === row.clock) === row;
    return current
      .filter((row) => !row.step.includes('#') || isFirst(row))
      .map(({ clock, step, fire_at }) => ({ clock, step, fireAt: instantOf(fire_at).toString(), decision: null }));
  }

  /** The timers that nothing has decided yet, the next first. */
  async pendingTimers(tx: Tx, record: CaseRecord): Promise<ReadTimer[]> {
    const rows = (await managerOf(tx).query(
      'SELECT clock, step, fire_at, decision FROM timer WHERE case_id = $1 AND decision IS NULL ORDER BY fire_at, clock',
      [record.id],
    )) as { clock: string; step: string; fire_at: Date; decision: string | null }[];
    return rows.map(({ clock, step, fire_at, decision }) => ({
      clock,
      step,
      fireAt: instantOf(fire_at).toString(),
      decision,
    }));
  }
}

/** Texts that the reader's own unit wrote as the one that handles the case, or the reader in person. */
function writtenBy({ views }: Scope, parameters: Parameters): string {
  const persons = parameters.add(views.flatMap(({ personId }) => personId ?? []));
  const units = parameters.add(views.flatMap(({ organisations }) => organisations));
  return `EXISTS (
    SELECT FROM case_event e LEFT JOIN posting g ON g.id = e.actor_posting_id
     WHERE e.case_id = c.id AND e.from_state IS NOT NULL
       AND (e.actor_person_id = ANY(${persons}::uuid[]) OR (g.role IN ('handler', 'head') AND g.organisation_id = ANY(${units}::uuid[])))
       AND x.id::text IN (SELECT value FROM jsonb_each_text(e.data)))`;
}

interface StoredText {
  id: string | null;
  kind: string;
  body: string | null;
  isSummary: boolean | null;
  reads: ReadTexts['reads'];
}

interface StoredEvent {
  id: string;
  kind: string;
  at: Date;
  actor_kind: CaseEvent['actor']['kind'];
  actor_person_id: string | null;
  actor_posting_id: string | null;
  actor_name: string | null;
  absent_name: string | null;
  from_state: string | null;
  to_state: string;
  data: CaseEvent['data'];
}
