import { type ClockState } from '#domain';
import { type Tx } from '#engine';
import { managerOf } from '../transactions.js';
import { clockOf, type StoredClock } from './case-rows.js';

const columns = `k.case_id, k.name, k.subject, k.status, k.span, k.started_at, k.stopped_at, k.pauses, k.due_at,
  k.original_due_at, k.provisional, k.not_before, k.replan, k.warn_at, k.version, k.first_version`;

/** All clocks of the cases, by case, with the steps that have fired since each last started. */
export async function clocksOfCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, ClockState[]>> {
  const rows = (await managerOf(tx).query(
    `SELECT ${columns}, ARRAY(
              SELECT t.step FROM timer t
               WHERE t.case_id = k.case_id AND t.clock = k.name || CASE WHEN k.subject = '' THEN '' ELSE ':' || k.subject END
                 AND t.deadline_version >= k.first_version AND t.decision = 'fired') AS fired
       FROM clock k WHERE k.case_id = ANY($1)`,
    [caseIds],
  )) as StoredClock[];
  const byCase = new Map<string, ClockState[]>();
  for (const row of rows) {
    const clocks = byCase.get(row.case_id);
    if (clocks) clocks.push(clockOf(row));
    else byCase.set(row.case_id, [clockOf(row)]);
  }
  return byCase;
}

/** The clock of each timer, in their order; undefined where there is none. Its fired steps are left out: they matter to a recount only. */
export async function clocksOfTimers(
  tx: Tx,
  timers: readonly { readonly caseId: string; readonly clock: string }[],
): Promise<(ClockState | undefined)[]> {
  const rows = (await managerOf(tx).query(
    `SELECT w.place::int, ${columns}, '{}'::text[] AS fired
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS w (case_id, clock, place)
       JOIN clock k ON k.case_id = w.case_id AND k.name = split_part(w.clock, ':', 1) AND k.subject = split_part(w.clock, ':', 2)`,
    [timers.map(({ caseId }) => caseId), timers.map(({ clock }) => clock)],
  )) as (StoredClock & { place: number })[];
  const clocks = new Array<ClockState | undefined>(timers.length);
  for (const row of rows) clocks[row.place - 1] = clockOf(row);
  return clocks;
}
