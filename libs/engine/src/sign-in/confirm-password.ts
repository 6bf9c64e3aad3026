import { type AccountRecord, type Accounts } from '../ports/accounts.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type Passwords } from '../ports/secrets.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type Attempt, type CountAttempts } from './attempts.js';
import { accountEntry, type By } from './by.js';
import { type CheckCode } from './check-code.js';

/** A signed-in person who proves once more who it is, in this session. */
export interface Confirming {
  readonly by: By;
  readonly sessionId: string;
  readonly password: string;
  readonly address: string;
}

/** The password did not prove it. */
export type Unconfirmed = { readonly kind: 'wrong' } | { readonly kind: 'wait'; readonly seconds: number };

export type Confirmed = { readonly kind: 'confirmed'; readonly account: AccountRecord } | Unconfirmed;

/** The password is right, the code of the second factor is missing or wrong. */
export type CodeRefused = { readonly kind: 'code-needed' | 'wrong-code' };

/** Asks for the password again before what a stolen session must not do; guessing is slowed down as at signing in. */
export class ConfirmPassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly attempts: CountAttempts,
    private readonly passwords: Passwords,
    private readonly codes: CheckCode,
    private readonly audit: AuditLog,
  ) {}

  /** The password alone. */
  run(confirming: Confirming): Promise<Confirmed> {
    return this.prove(confirming, async (tx, account, attempt) => {
      await this.attempts.succeeded(tx, attempt);
      return { kind: 'confirmed', account };
    });
  }

  /** The password, and a code where the account has a second factor; then `work`, in the same transaction. */
  withFactor<T>(
    confirming: Confirming,
    code: string | undefined,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T | CodeRefused | Unconfirmed> {
    return this.prove<T | CodeRefused>(confirming, async (tx, { id }, attempt) => {
      if (await this.codes.isOn(tx, id)) {
        if (code === undefined) {
          await this.attempts.undecided(tx, attempt);
          return { kind: 'code-needed' };
        }
        if (!(await this.codes.use(tx, id, code))) {
          await this.recordRefusal(tx, confirming.by, 'code');
          return { kind: 'wrong-code' };
        }
      }
      await this.attempts.succeeded(tx, attempt);
      return work(tx);
    });
  }

  private async prove<T>(
    { by, sessionId, password, address }: Confirming,
    then: (tx: Tx, account: AccountRecord, attempt: Attempt) => Promise<T>,
  ): Promise<T | Unconfirmed> {
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
      if (isRight && account && (await this.accounts.lockUnlessChanged(tx, account))) return then(tx, account, attempt);
      await this.recordRefusal(tx, by, 'password');
      return { kind: 'wrong' };
    });
  }

  private recordRefusal(tx: Tx, by: By, why: 'password' | 'code'): Promise<void> {
    return this.audit.record(tx, accountEntry('access-refused', by, by.accountId, { why }));
  }
}
