import { createHash } from 'node:crypto';
import { type Cipher, type MachineClock, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** A request that can be told apart from others: whose, under which key, and what it asked for. */
export interface KeyedRequest {
  readonly countyCode: string;
  readonly accountId: string;
  readonly key: string;
  /** All that the answer hangs on: method, path, conditions, body. */
  readonly asked: string;
}

/** An answer as it can be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; null where the answer had no body. */
  readonly body: string | null;
}

/** What a request with a key meets. */
export type AskedAgain =
  | { readonly kind: 'first' }
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'another-request' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer };

/** How long a key is honoured. */
export const honouredMilliseconds = 24 * 3_600_000;

interface Sealed extends KeptAnswer {
  readonly asked: string;
}

/**
 * The answers of requests that came with a key, for who asks again. They are written in the transaction of what was asked
 * for, sealed because they are shown to nobody else.
 */
export class PgKeptAnswers {
  constructor(
    private readonly cipher: Cipher,
    private readonly clock: MachineClock,
    private readonly newId: () => string,
  ) {}

  /** Takes the key for this transaction; whoever comes with it meanwhile is told so, and waits for nothing. */
  async claim(tx: Tx, request: KeyedRequest): Promise<AskedAgain> {
    const known = await this.find(tx, request);
    if (known) return known;
    const [turn] = (await managerOf(tx).query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [
      `kept answer ${request.accountId} ${digestOf(request.key)}`,
    ])) as { mine: boolean }[];
    if (!turn!.mine) return { kind: 'in-progress' };
    // whoever had the key until now has committed, or come to nothing
    return (await this.find(tx, request)) ?? { kind: 'first' };
  }

  async keep(tx: Tx, { countyCode, accountId, key, asked }: KeyedRequest, answer: KeptAnswer): Promise<void> {
    const sealed: Sealed = { ...answer, asked: digestOf(asked) };
    await managerOf(tx).query(
      `INSERT INTO kept_answer (id, county_code, account_id, key_digest, answer, answered_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id, key_digest) DO UPDATE SET answer = EXCLUDED.answer, answered_at = EXCLUDED.answered_at`,
      [
        ...[this.newId(), countyCode, accountId, digestOf(key)],
        ...[Buffer.from(this.cipher.seal(JSON.stringify(sealed))), new Date(this.clock.now())],
      ],
    );
  }

  private async find(tx: Tx, { accountId, key, asked }: KeyedRequest): Promise<AskedAgain | null> {
    const [row] = (await managerOf(tx).query(
      'SELECT answer FROM kept_answer WHERE account_id = $1 AND key_digest = $2 AND answered_at > $3',
      [accountId, digestOf(key), new Date(this.clock.now() - honouredMilliseconds)],
    )) as { answer: Buffer }[];
    if (!row) return null;
    const { asked: before, ...answer } = JSON.parse(this.cipher.open(row.answer, '')) as Sealed;
    return before === digestOf(asked) ? { kind: 'answered', answer } : { kind: 'another-request' };
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
