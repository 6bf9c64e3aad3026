import { noticeInForce, type PrivacyNotice } from '#domain';
import { type CaseChange, type Cipher, type RequesterIdentity, type Tx } from '#engine';
import { BulkInsert } from '../sql/bulk.js';
import { countyDay } from '../places/county-day.js';
import { managerOf } from '../transactions.js';

interface RequesterRow {
  readonly id: string;
  readonly countyCode: string;
  readonly requester: RequesterIdentity;
  /** Version of the privacy notice in force when the data were taken. */
  readonly notice: string | null;
}

/** Keeps who asked: sealed in the database, opened only for who may see it. */
export class RequesterVault {
  constructor(
    private readonly cipher: Cipher,
    private readonly notices: readonly PrivacyNotice[] = [],
  ) {}

  /** Who asks in cases that are opened by these changes, at the transaction's instant. */
  rowsOf(changes: readonly CaseChange[], tx: Tx): RequesterRow[] {
    const asking = changes.filter(({ after, requester }) => requester && after.requesterId);
    if (asking.length === 0) return [];
    const notice = noticeInForce(this.notices, countyDay(tx))?.version ?? null;
    return asking.map(({ after, requester }) => ({
      ...{ id: after.requesterId!, countyCode: after.countyCode, requester: requester!, notice },
    }));
  }

  async read(tx: Tx, countyCode: string, requesterId: string): Promise<RequesterIdentity | null> {
    const [row] = (await managerOf(tx).query(
      'SELECT identity, key_id FROM requester WHERE county_code = $1 AND id = $2',
      [countyCode, requesterId],
    )) as { identity: Buffer; key_id: string }[];
    return row ? (JSON.parse(this.cipher.open(row.identity, row.key_id)) as RequesterIdentity) : null;
  }

  readonly insert = new BulkInsert<RequesterRow>('requester', [
    { name: 'id', type: 'uuid', value: ({ id }) => id },
    { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
    {
      name: 'identity',
      type: 'bytea',
      value: ({ requester }) => Buffer.from(this.cipher.seal(JSON.stringify(requester))),
    },
    { name: 'key_id', type: 'text', value: () => this.cipher.keyId },
    {
      name: 'phone_index',
      type: 'bytea',
      value: ({ requester }) => phoneIndex(this.cipher, requester),
    },
    { name: 'privacy_notice', type: 'text', value: ({ notice }) => notice },
  ]);
}

/** What a phone is found by; null without one. */
export function phoneIndex(cipher: Pick<Cipher, 'blindIndex'>, { phone }: RequesterIdentity): Buffer | null {
  return phone ? Buffer.from(cipher.blindIndex(phone.replace(/\D/g, ''))) : null;
}
