import { type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type Numbering } from '../ports/numbering.js';
import { type AuthenticatorCodes, type Passwords, type Secrets } from '../ports/secrets.js';
import { type RecoveryCodeHash, type SecondFactors } from '../ports/second-factors.js';
import { type SessionStore } from '../ports/sessions.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type CountAttempts } from './attempts.js';
import { accountEntry, type By } from './by.js';
import { type CheckCode } from './check-code.js';
import { type Confirming, type ConfirmPassword } from './confirm-password.js';

/** Recovery codes that a person gets at once. */
const recoveryCodes = 10;

export type BegunSecondFactor =
  | { readonly kind: 'begun'; readonly secret: string; readonly uri: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number };

export type ConfirmedSecondFactor =
  | { readonly kind: 'confirmed'; readonly recoveryCodes: readonly string[]; readonly token: string }
  | { readonly kind: 'none-begun' }
  | { readonly kind: 'wrong-code' };

export type CheckedCode<T> =
  | ({ readonly kind: 'done' } & T)
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** A person's own second factor: enrolling an authenticator application, replacing and removing it, recovery codes. */
export class OwnSecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactors,
    private readonly codes: AuthenticatorCodes,
    private readonly check: CheckCode,
    private readonly confirmPassword: ConfirmPassword,
    private readonly attempts: CountAttempts,
    private readonly passwords: Passwords,
    private readonly secrets: Secrets,
    private readonly sessions: SessionStore,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
    private readonly clock: MachineClock,
  ) {}

  async state(tx: Tx, { accountId }: By): Promise<{ isOn: boolean; recoveryCodesLeft: number }> {
    return {
      isOn: await this.check.isOn(tx, accountId),
      recoveryCodesLeft: await this.factors.countRecoveryCodes(tx, accountId),
    };
  }

  /** Makes a secret and shows it, once; it is in force when a code has confirmed it. Needs the password. */
  async begin(confirming: Confirming): Promise<BegunSecondFactor> {
    const confirmed = await this.confirmPassword.run(confirming);
    if (confirmed.kind !== 'confirmed') return confirmed;
    const secret = this.codes.newSecret();
    await this.transactions.run((tx) =>
      this.factors.begin(tx, confirming.by.accountId, this.numbering.newId(), secret),
    );
    return { kind: 'begun', secret, uri: this.codes.uri(secret, confirmed.account.name) };
  }

  /**
   * The first code of the new secret puts it in force: the person's other sessions end, this one gets a new token, and
   * recovery codes are shown, once.
   */
  async confirm(by: By, sessionId: string, code: string): Promise<ConfirmedSecondFactor> {
    const made = await this.makeRecoveryCodes();
    return this.transactions.run(async (tx) => {
      const secret = await this.factors.secret(tx, by.accountId, 'pending');
      if (secret === null) return { kind: 'none-begun' };
      const now = this.clock.now();
      const step = this.codes.stepOf(secret, code, now);
      if (step === null) return { kind: 'wrong-code' };
      if (!(await this.factors.confirm(tx, by.accountId, now, step))) return { kind: 'none-begun' };
      await this.factors.replaceRecoveryCodes(tx, by.accountId, made.hashes);
      await this.sessions.endAll(tx, by.accountId, sessionId);
      const { token, hash } = this.secrets.sessionToken();
      await this.sessions.rotate(tx, sessionId, hash);
      await this.audit.record(tx, accountEntry('second-factor-changed', by, by.accountId, { change: 'enrolled' }));
      return { kind: 'confirmed', recoveryCodes: made.codes, token };
    });
  }

  /** New recovery codes in place of the old. Needs a code of the second factor. */
  async renewRecoveryCodes(
    by: By,
    sessionId: string,
    code: string,
    address: string,
  ): Promise<CheckedCode<{ readonly recoveryCodes: readonly string[] }>> {
    const made = await this.makeRecoveryCodes();
    return this.withCode(by, sessionId, code, address, async (tx) => {
      await this.factors.replaceRecoveryCodes(tx, by.accountId, made.hashes);
      const change = { change: 'recovery-codes' };
      await this.audit.record(tx, accountEntry('second-factor-changed', by, by.accountId, change));
      return { recoveryCodes: made.codes };
    });
  }

  /** Signs in with the password alone from now on. Needs a code of the second factor. */
  async remove(by: By, sessionId: string, code: string, address: string): Promise<CheckedCode<object>> {
    return this.withCode(by, sessionId, code, address, async (tx) => {
      await this.factors.remove(tx, by.accountId);
      await this.audit.record(tx, accountEntry('second-factor-changed', by, by.accountId, { change: 'removed' }));
      return {};
    });
  }

  private async withCode<T>(
    by: By,
    sessionId: string,
    code: string,
    address: string,
    work: (tx: Tx) => Promise<T>,
  ): Promise<CheckedCode<T>> {
    return this.transactions.run(async (tx) => {
      const attempter = { accountName: by.accountId, address, browser: `session ${sessionId}` };
      const attempt = await this.attempts.begin(tx, attempter);
      if (attempt.kind === 'wait') return attempt;
      if (!(await this.check.use(tx, by.accountId, code))) {
        await this.audit.record(tx, accountEntry('access-refused', by, by.accountId, { why: 'code' }));
        return { kind: 'wrong-code' };
      }
      await this.attempts.succeeded(tx, attempt);
      return { kind: 'done', ...(await work(tx)) };
    });
  }

  private async makeRecoveryCodes(): Promise<{ codes: readonly string[]; hashes: readonly RecoveryCodeHash[] }> {
    const made = new Map<string, string>();
    while (made.size < recoveryCodes) {
      const { selector, code } = this.secrets.recoveryCode();
      made.set(selector, code);
    }
    const hashes = await Promise.all(
      [...made].map(async ([selector, code]) => ({ selector, hash: await this.passwords.hash(code) })),
    );
    return { codes: [...made.values()], hashes };
  }
}
