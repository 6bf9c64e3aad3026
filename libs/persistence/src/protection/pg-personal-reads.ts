import { type PersonalReads, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { managerOf } from '../transactions.js';

/** Readings of requesters, counted in the audit log itself: what is not on record did not happen. */
export class PgPersonalReads implements PersonalReads {
  async since(tx: Tx, personId: string, since: Temporal.Instant): Promise<Temporal.Instant[]> {
    const manager = managerOf(tx);
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('personal data read'), hashtext($1))`, [personId]);
    const rows = (await manager.query(
      `SELECT at FROM audit_log
        WHERE person_id = $1 AND kind = 'personal-data-read' AND subject_kind = 'requester' AND at > $2 ORDER BY at`,
      [personId, since.toString()],
    )) as { at: Date }[];
    return rows.map(({ at }) => instantOf(at));
  }
}
