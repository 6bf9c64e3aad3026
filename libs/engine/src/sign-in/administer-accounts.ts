import { type AccountRecord, type Accounts, type ListedAccount } from '../ports/accounts.js';
import { type ApiToken } from '../ports/api-tokens.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type Numbering } from '../ports/numbering.js';
import { type Passwords, type Secrets } from '../ports/secrets.js';
import { type SecondFactors } from '../ports/second-factors.js';
import { type SessionStore } from '../ports/sessions.js';
import { type Tx } from '../ports/transactions.js';
import { type CountAttempts } from './attempts.js';
import { accountEntry, type By } from './by.js';
import { type EndAccess } from './end-access.js';
import { type OwnTokens } from './own-tokens.js';

/** Hours within which a one-time code has to be used: over a weekend. */
export const oneTimeCodeHours = 72;

/** A code that is shown once, to hand to the person. */
export interface GivenCode {
  readonly oneTimeCode: string;
  readonly expiresAt: number;
}

export type CreatedAccount =
  | ({ readonly kind: 'created'; readonly id: string } & GivenCode)
  | { readonly kind: 'unknown-person' | 'name-taken' | 'has-account' };

export type AccountChange = { readonly kind: 'done' | 'not-found' | 'own-account' | 'has-account' };

/**
 * Accounts of a county, for its administrators. Two of them are needed to take an account over: the system administrator
 * resets a password but no second factor, the security administrator a second factor but no password.
 */
export class AdministerAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Pick<SessionStore, 'endAll'>,
    private readonly access: EndAccess,
    private readonly factors: SecondFactors,
    private readonly tokens: OwnTokens,
    private readonly attempts: CountAttempts,
    private readonly passwords: Pick<Passwords, 'hash'>,
    private readonly secrets: Pick<Secrets, 'oneTimeCode'>,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
    private readonly clock: MachineClock,
  ) {}

  list(tx: Tx, { countyCode }: By, after: string | null, limit: number): Promise<readonly ListedAccount[]> {
    return this.accounts.list(tx, countyCode, after, limit);
  }

  async create(tx: Tx, by: By, account: { personId: string; name: string }): Promise<CreatedAccount> {
    const id = this.numbering.newId();
    const kind = await this.accounts.create(tx, { id, countyCode: by.countyCode, ...account });
    if (kind !== 'created') return { kind };
    const given = await this.giveCode(tx, id);
    await this.audit.record(tx, accountEntry('account-changed', by, id, { change: 'created' }));
    return { kind, id, ...given };
  }

  /** The person chooses a new password with the code; until then the account opens nothing, and its tokens never again. Null: no such account. */
  async resetPassword(tx: Tx, by: By, id: string): Promise<GivenCode | null> {
    if (!(await this.accounts.withId(tx, by.countyCode, id))) return null;
    const given = await this.giveCode(tx, id);
    const ended = await this.access.run(tx, id);
    await this.audit.record(tx, accountEntry('account-changed', by, id, { change: 'password-reset', ...ended }));
    return given;
  }

  /** Ends all sessions at once; tokens open nothing as long as the account is disabled. */
  async disable(tx: Tx, by: By, id: string): Promise<AccountChange> {
    if (id === by.accountId) return { kind: 'own-account' };
    return this.change(tx, by, id, 'disabled', async () => {
      await this.accounts.disable(tx, id, this.clock.now());
      await this.sessions.endAll(tx, id, null);
    });
  }

  async enable(tx: Tx, by: By, id: string): Promise<AccountChange> {
    if (!(await this.accounts.withId(tx, by.countyCode, id))) return { kind: 'not-found' };
    if (!(await this.accounts.enable(tx, id))) return { kind: 'has-account' };
    await this.audit.record(tx, accountEntry('account-changed', by, id, { change: 'enabled' }));
    return { kind: 'done' };
  }

  /** Ends the waiting after failed attempts. */
  async unlock(tx: Tx, by: By, id: string): Promise<AccountChange> {
    return this.change(tx, by, id, 'unlocked', ({ name }) => this.attempts.unlock(tx, name));
  }

  /** Removes a lost second factor; the person's sessions and tokens end. Nobody does it for oneself. */
  async resetSecondFactor(tx: Tx, by: By, id: string): Promise<AccountChange> {
    if (id === by.accountId) return { kind: 'own-account' };
    if (!(await this.accounts.withId(tx, by.countyCode, id))) return { kind: 'not-found' };
    await this.factors.remove(tx, id);
    const ended = await this.access.run(tx, id);
    await this.audit.record(tx, accountEntry('second-factor-changed', by, id, { change: 'reset', ...ended }));
    return { kind: 'done' };
  }

  /**
   * Lets somebody in again whom no administrator can help, such as the only administrator after losing the phone: for
   * whoever runs the machine. Null: no such account, or it is disabled.
   */
  async restore(tx: Tx, name: string): Promise<GivenCode | null> {
    const account = await this.accounts.named(tx, name);
    if (!account || account.isDisabled) return null;
    const { id, countyCode } = account;
    const given = await this.giveCode(tx, id);
    await this.factors.remove(tx, id);
    await this.attempts.unlock(tx, name);
    const ended = await this.access.run(tx, id);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'account-changed', personId: null, accountId: null },
      ...{ subject: { kind: 'account', id }, data: { change: 'restored', ...ended } },
    });
    return given;
  }

  /** The API tokens of an account; null: no such account. */
  async tokensOf(tx: Tx, by: By, id: string): Promise<readonly ApiToken[] | null> {
    return (await this.accounts.withId(tx, by.countyCode, id)) && this.tokens.list(tx, id);
  }

  async revokeToken(tx: Tx, by: By, id: string, token: string): Promise<AccountChange> {
    const isThere = (await this.accounts.withId(tx, by.countyCode, id)) !== null;
    return { kind: isThere && (await this.tokens.revoke(tx, by, id, token)) ? 'done' : 'not-found' };
  }

  private async change(
    tx: Tx,
    by: By,
    id: string,
    change: string,
    work: (account: AccountRecord) => Promise<void>,
  ): Promise<AccountChange> {
    const account = await this.accounts.withId(tx, by.countyCode, id);
    if (!account) return { kind: 'not-found' };
    await work(account);
    await this.audit.record(tx, accountEntry('account-changed', by, id, { change }));
    return { kind: 'done' };
  }

  private async giveCode(tx: Tx, id: string): Promise<GivenCode> {
    const oneTimeCode = this.secrets.oneTimeCode();
    const expiresAt = this.clock.now() + oneTimeCodeHours * 3_600_000;
    await this.accounts.giveOneTimeCode(tx, id, await this.passwords.hash(oneTimeCode), expiresAt);
    return { oneTimeCode, expiresAt };
  }
}
