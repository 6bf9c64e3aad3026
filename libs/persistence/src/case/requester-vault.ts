import { type CaseChange, type Cipher, type RequesterIdentity, type Tx } from '#engine';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';

interface RequesterRow {
  readonly id: string;
  readonly countyCode: string;
  readonly requester: RequesterIdentity;
}

/** Keeps who asked: sealed in the database, opened only for who may see it. */
export class RequesterVault {
  constructor(private readonly cipher: Cipher) {}

  /** Who asks in cases that are opened by these changes. */
  rowsOf(changes: readonly CaseChange[]): RequesterRow[] {
    return changes.flatMap(({ after, requester }) =>
      requester && after.requesterId ? [{ id: after.requesterId, countyCode: after.countyCode, requester }] : [],
    );
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
      value: ({ requester }) =>
        requester.phone ? Buffer.from(this.cipher.blindIndex(requester.phone.replace(/\D/g, ''))) : null,
    },
  ]);
}
