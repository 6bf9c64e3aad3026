import { type AttachmentKind, type Occupied, type RemovalReason, type ScanState } from '#domain';
import { type AttachmentRecord, type Attachments, type Cipher, type NewAttachment, type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { type Outbox } from '../outbox.js';
import { managerOf } from '../transactions.js';
import { readableAttachment } from './readable-sql.js';

/** A file as the list of a case shows it. */
export interface ListedAttachment extends AttachmentRecord {
  readonly uploaderName: string;
  /** Who asks is no office-holder: the name is masked, as everywhere. */
  readonly uploaderIsRequester: boolean;
}

export class PgAttachments implements Attachments {
  constructor(
    private readonly cipher: Cipher,
    private readonly outbox: Outbox,
    /** The queue of scans. */
    private readonly topic: string,
  ) {}

  async occupied(tx: Tx, caseId: string, personId: string, since: Temporal.Instant): Promise<Occupied> {
    const [row] = (await managerOf(tx).query(
      `SELECT count(*)::int AS files, COALESCE(sum(bytes), 0)::float8 AS bytes,
              (SELECT count(*)::int FROM attachment WHERE uploaded_by = $2 AND uploaded_at > $3) AS today
         FROM attachment WHERE case_id = $1 AND content_key IS NOT NULL`,
      [caseId, personId, since.toString()],
    )) as { files: number; bytes: number; today: number }[];
    return { filesOfCase: row!.files, bytesOfCase: row!.bytes, filesOfPersonToday: row!.today };
  }

  async enter(tx: Tx, one: NewAttachment): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO attachment (id, county_code, case_id, name, kind, bytes, uploaded_at, uploaded_by, scan, scanned_at, content_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[one.id, one.countyCode, one.caseId, Buffer.from(this.cipher.seal(one.name)), one.kind, one.bytes],
        ...[tx.now.toString(), one.uploadedBy, one.scan, one.scan === 'clean' ? tx.now.toString() : null],
        Buffer.from(this.cipher.sealBytes(one.contentKey)),
      ],
    );
  }

  async askForScan(tx: Tx, countyCode: string, attachmentId: string): Promise<void> {
    await this.outbox.ask(tx, countyCode, this.topic, { attachmentId });
  }

  /** Those of a case that the reader may read, the earliest first; what was removed is among them, as a record. */
  async ofCase(tx: Tx, scope: Scope, caseId: string): Promise<ListedAttachment[]> {
    return this.inside(tx, scope, caseId, null);
  }

  async find(tx: Tx, scope: Scope, caseId: string, id: string): Promise<AttachmentRecord | null> {
    const [one] = await this.inside(tx, scope, caseId, id);
    return one ?? null;
  }

  async lock(tx: Tx, id: string): Promise<AttachmentRecord | null> {
    const rows = (await managerOf(tx).query(`SELECT ${columns} FROM attachment a WHERE a.id = $1 FOR UPDATE`, [
      id,
    ])) as StoredAttachment[];
    return rows[0] ? this.recordOf(rows[0]) : null;
  }

  async pending(tx: Tx, limit: number): Promise<string[]> {
    const rows = (await managerOf(tx).query(
      `SELECT id FROM attachment WHERE scan = 'pending' AND content_key IS NOT NULL ORDER BY uploaded_at, id LIMIT $1`,
      [limit],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  async scanned(tx: Tx, id: string, verdict: 'clean' | 'infected'): Promise<void> {
    await managerOf(tx).query(
      `UPDATE attachment SET scan = $2, scanned_at = $3, content_key = CASE WHEN $2 = 'clean' THEN content_key END WHERE id = $1`,
      [id, verdict, tx.now.toString()],
    );
  }

  async remove(tx: Tx, id: string, by: string, because: RemovalReason | 'by-uploader'): Promise<void> {
    await managerOf(tx).query(
      'UPDATE attachment SET removed_at = $2, removed_by = $3, removed_because = $4, content_key = NULL WHERE id = $1',
      [id, tx.now.toString(), by, because],
    );
  }

  async wanted(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const rows = (await managerOf(tx).query(
      'SELECT id FROM attachment WHERE id = ANY($1::uuid[]) AND content_key IS NOT NULL',
      // what was broken off while it was written has no id of its own
      [ids.filter((id) => isUuid.test(id))],
    )) as { id: string }[];
    return new Set(rows.map(({ id }) => id));
  }

  private async inside(tx: Tx, scope: Scope, caseId: string, id: string | null): Promise<ListedAttachment[]> {
    const parameters = new Parameters();
    const one = id === null ? 'true' : `a.id = ${parameters.add(id)}`;
    const rows = (await managerOf(tx).query(
      `SELECT ${columns}, p.name AS uploader, (a.uploaded_by = c.resident_id) IS TRUE AS asks
         FROM cases c JOIN attachment a ON a.case_id = c.id JOIN person p ON p.id = a.uploaded_by
        WHERE c.id = ${parameters.add(caseId)} AND ${one} AND ${scopeCondition(scope, parameters)}
          AND ${readableAttachment(scope, parameters)}
        ORDER BY a.id`,
      parameters.values,
    )) as (StoredAttachment & { uploader: string; asks: boolean })[];
    return rows.map((row) => ({ ...this.recordOf(row), uploaderName: row.uploader, uploaderIsRequester: row.asks }));
  }

  private recordOf(row: StoredAttachment): AttachmentRecord {
    return {
      ...{ id: row.id, countyCode: row.county_code, caseId: row.case_id, kind: row.kind, bytes: Number(row.bytes) },
      // what is sealed here has always named its key itself
      name: this.cipher.open(row.name, ''),
      ...{ uploadedAt: instantOf(row.uploaded_at), uploadedBy: row.uploaded_by, scan: row.scan },
      removed: row.removed_at && { at: instantOf(row.removed_at), because: row.removed_because! },
      contentKey: row.content_key && this.cipher.openBytes(row.content_key, ''),
    };
  }
}

const isUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const columns = `a.id, a.county_code, a.case_id, a.name, a.kind, a.bytes, a.uploaded_at, a.uploaded_by, a.scan, a.removed_at,
  a.removed_because, a.content_key`;

interface StoredAttachment {
  id: string;
  county_code: string;
  case_id: string;
  name: Buffer;
  kind: AttachmentKind;
  bytes: string;
  uploaded_at: Date;
  uploaded_by: string;
  scan: ScanState;
  removed_at: Date | null;
  removed_because: RemovalReason | 'by-uploader' | null;
  content_key: Buffer | null;
}
