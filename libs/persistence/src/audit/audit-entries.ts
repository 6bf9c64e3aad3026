import { type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { managerOf } from '../transactions.js';

/** What is asked of the audit; null leaves a question open. */
export interface AuditQuestion {
  readonly kind: string | null;
  readonly personId: string | null;
  readonly subject: string | null;
  readonly from: Temporal.Instant | null;
  readonly to: Temporal.Instant | null;
  /** Id of the last entry of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

export interface ReadAuditEntry {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly kind: string;
  /** Null where it was the system, or somebody who is not known. */
  readonly person: { readonly id: string; readonly name: string | null } | null;
  readonly accountId: string | null;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Number of its seal; null while it waits for one. */
  readonly seal: number | null;
}

/** The audit of a county as its audit administrator reads it, newest first. */
export class AuditEntries {
  /** What was recorded beside the cases; also what belongs to no county, such as a name that nobody has. */
  log(tx: Tx, countyCode: string, question: AuditQuestion): Promise<ReadAuditEntry[]> {
    return this.read(
      tx,
      `SELECT r.id::text AS id, r.at, r.kind, r.person_id, r.account_id, r.subject_kind, r.subject_id, r.data, p.name, s.no::float8 AS seal
         FROM audit_log r LEFT JOIN person p ON p.id = r.person_id
         LEFT JOIN audit_seal s ON s.source = 'audit_log' AND s.row_id = r.id
        WHERE (r.county_code = $1 OR r.county_code IS NULL)
          AND ($2::text IS NULL OR r.kind = $2) AND ($3::uuid IS NULL OR r.person_id = $3) AND ($4::text IS NULL OR r.subject_id = $4)`,
      countyCode,
      question,
    );
  }

  /** What was done to cases, and by whom. Of the case itself its id and number only: administrators see no cases. */
  cases(tx: Tx, countyCode: string, question: AuditQuestion): Promise<ReadAuditEntry[]> {
    return this.read(
      tx,
      `SELECT r.id::text AS id, r.at, r.kind, r.actor_person_id AS person_id, NULL AS account_id, 'case' AS subject_kind, r.case_id::text AS subject_id,
              jsonb_build_object('number', c.number, 'actor', r.actor_kind) AS data, p.name, s.no::float8 AS seal
         FROM case_event r JOIN cases c ON c.id = r.case_id LEFT JOIN person p ON p.id = r.actor_person_id
         LEFT JOIN audit_seal s ON s.source = 'case_event' AND s.row_id = r.id
        WHERE r.county_code = $1
          AND ($2::text IS NULL OR r.kind = $2) AND ($3::uuid IS NULL OR r.actor_person_id = $3) AND ($4::text IS NULL OR r.case_id::text = $4)`,
      countyCode,
      question,
    );
  }

  private async read(tx: Tx, select: string, countyCode: string, question: AuditQuestion): Promise<ReadAuditEntry[]> {
    const { kind, personId, subject, from, to, before, limit } = question;
    const rows = (await managerOf(tx).query(
      `${select} AND ($5::timestamptz IS NULL OR r.at >= $5) AND ($6::timestamptz IS NULL OR r.at < $6)
         AND ($7::bigint IS NULL OR r.id < $7) ORDER BY r.id DESC LIMIT $8`,
      [countyCode, kind, personId, subject, from?.toString() ?? null, to?.toString() ?? null, before, limit],
    )) as StoredEntry[];
    return rows.map((row) => ({
      ...{ id: row.id, at: instantOf(row.at), kind: row.kind, data: row.data, seal: row.seal },
      person: row.person_id === null ? null : { id: row.person_id, name: row.name },
      accountId: row.account_id,
      subject: row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id ?? '' },
    }));
  }
}

interface StoredEntry {
  id: string;
  at: Date;
  kind: string;
  person_id: string | null;
  account_id: string | null;
  subject_kind: string | null;
  subject_id: string | null;
  data: Record<string, unknown>;
  name: string | null;
  seal: number | null;
}
