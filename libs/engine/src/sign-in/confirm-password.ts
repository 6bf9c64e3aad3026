import { type AccountRecord, type Accounts } from '../ports/accounts.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type Passwords } from '../ports/secrets.js';
import { type Transactions } from '../ports/transactions.js';
import { type CountAttempts } from './attempts.js';
import { accountEntry, type By } from './by.js';

/** A signed-in person who proves once more who it is, in this session. */
export interface Confirming {
  readonly by: By;
  readonly sessionId: string;
  readonly password: string;
  readonly address: string;
}

export type Confirmed =
  | { readonly kind: 'confirmed'; readonly account: AccountRecord }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Asks for the password again before what a stolen session must not do; guessing is slowed down as at signing in. */
export class ConfirmPassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly attempts: CountAttempts,
    private readonly passwords: Passwords,
    private readonly audit: AuditLog,
  ) {}

  async run({ by, sessionId, password, address }: Confirming): Promise<Confirmed> {
    const begun = await this.transactions.run(async (tx) => {
      const account = await this.accounts.withId(tx, by.countyCode, by.accountId);
      // counted by session: a thief of one session cannot make its owner wait elsewhere
      const attempter = { accountName: by.accountId, address, browser: `session ${sessionId}` };
      return { account, attempt: await this.attempts.begin(tx, attempter) };
    });
    const { account, attempt } = begun;
    if (attempt.kind === 'wait') return attempt;
    const isRight = await this.passwords.matches(password, account?.passwordHash ?? null);
    return this.transactions.run(async (tx) => {
      if (isRight && account) {
        await this.attempts.succeeded(tx, attempt);
        return { kind: 'confirmed', account };
      }
      await this.audit.record(tx, accountEntry('access-refused', by, by.accountId, { why: 'password' }));
      return { kind: 'wrong' };
    });
  }
}
