import { type CaseEvent } from '#domain';
import { type CaseRecord, type Scope, type Tx } from '#engine';
import { type PgCaseStore } from '../case/case-store.js';
import { instantOf } from '../case/facts-codec.js';
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

/** All of one case, for reading; everything starts from the case inside the reader's scope. */
export class CaseDetails {
  constructor(private readonly cases: PgCaseStore) {}

  record(tx: Tx, scope: Scope, id: string): Promise<CaseRecord | null> {
    return this.cases.read(tx, id, scope);
  }

  async events(tx: Tx, record: CaseRecord): Promise<ReadEvent[]> {
    const rows = (await managerOf(tx).query(
      `SELECT e.id, e.kind, e.at, e.actor_kind, e.actor_person_id, e.actor_posting_id, e.from_state, e.to_state, e.data, p.name AS actor_name,
              absent.name AS absent_name
         FROM case_event e LEFT JOIN person p ON p.id = e.actor_person_id
         LEFT JOIN person absent ON absent.id = (e.data->>'onBehalfOf')::uuid WHERE e.case_id = $1 ORDER BY e.id`,
      [record.id],
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

  /** The free text of the case by id; anonymised text comes back as it was overwritten. */
  async texts(tx: Tx, record: CaseRecord): Promise<Map<string, { kind: string; body: string }>> {
    const rows = (await managerOf(tx).query('SELECT id, kind, body FROM case_text WHERE case_id = $1', [
      record.id,
    ])) as {
      id: string;
      kind: string;
      body: string;
    }[];
    return new Map(rows.map(({ id, kind, body }) => [id, { kind, body }]));
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
