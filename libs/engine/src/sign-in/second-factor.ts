import { type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type Numbering } from '../ports/numbering.js';
import { type AuthenticatorCodes, type Secrets } from '../ports/secrets.js';
import { type SecondFactors } from '../ports/second-factors.js';
import { type SessionStore } from '../ports/sessions.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type CountAttempts } from './attempts.js';
import { accountEntry, type By } from './by.js';
import { type CheckCode } from './check-code.js';
import { type Confirming, type ConfirmPassword, type Unconfirmed } from './confirm-password.js';

/** Recovery codes that a person gets at once. */
const recoveryCodes = 10;

/** Minutes within which a new secret is confirmed by its first code: what lies about on a screen is not good for ever. */
export const enrolmentMinutes = 15;

/** A signed-in person who proves by a code who it is, in this session. */
export interface GivenFactor {
  readonly by: By;
  readonly sessionId: string;
  readonly code: string;
  readonly address: string;
}

export type BegunSecondFactor = { readonly kind: 'begun'; readonly secret: string; readonly uri: string } | Unconfirmed;

export type CheckedCode<T> =
  | ({ readonly kind: 'done' } & T)
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'wait'; readonly seconds: number };

interface RecoveryCodes {
  readonly recoveryCodes: readonly string[];
}

export type ConfirmedSecondFactor =
  CheckedCode<RecoveryCodes & { readonly token: string }> | { readonly kind: 'none-begun' };

/** A person's own second factor: enrolling an authenticator application, replacing and removing it, recovery codes. */
export class OwnSecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactors,
    private readonly codes: AuthenticatorCodes,
    private readonly check: CheckCode,
    private readonly confirmPassword: ConfirmPassword,
    private readonly attempts: CountAttempts,
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
    const begun = { id: this.numbering.newId(), secret: this.codes.newSecret(), at: this.clock.now() };
    await this.transactions.run((tx) => this.factors.begin(tx, confirming.by.accountId, begun));
    return { kind: 'begun', secret: begun.secret, uri: this.codes.uri(begun.secret, confirmed.account.name) };
  }

  /**
   * The first code of the new secret puts it in force: the person's other sessions end, this one gets a new token, and
   * recovery codes are shown, once.
   */
  async confirm(given: GivenFactor): Promise<ConfirmedSecondFactor> {
    const { by, sessionId, code } = given;
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const secret = await this.factors.pendingSecret(tx, by.accountId, now - enrolmentMinutes * 60_000);
      if (secret === null) return { kind: 'none-begun' };
      const proves = async () => {
        const step = this.codes.stepOf(secret, code, now);
        return step !== null && (await this.factors.confirm(tx, by.accountId, now, step));
      };
      return this.judge(tx, given, proves, async () => {
        const made = await this.giveRecoveryCodes(tx, by.accountId);
        await this.sessions.endAll(tx, by.accountId, sessionId);
        const { token, hash } = this.secrets.sessionToken();
        await this.sessions.rotate(tx, sessionId, hash);
        await this.record(tx, by, 'enrolled');
        return { ...made, token };
      });
    });
  }

  /** New recovery codes in place of the old. Needs a code of the second factor. */
  async renewRecoveryCodes(given: GivenFactor): Promise<CheckedCode<RecoveryCodes>> {
    return this.withCode(given, async (tx) => {
      await this.record(tx, given.by, 'recovery-codes');
      return this.giveRecoveryCodes(tx, given.by.accountId);
    });
  }

  /** Signs in with the password alone from now on. Needs a code of the second factor. */
  async remove(given: GivenFactor): Promise<CheckedCode<object>> {
    return this.withCode(given, async (tx) => {
      await this.factors.remove(tx, given.by.accountId);
      await this.record(tx, given.by, 'removed');
      return {};
    });
  }

  private withCode<T>(given: GivenFactor, work: (tx: Tx) => Promise<T>): Promise<CheckedCode<T>> {
    return this.transactions.run((tx) => {
      const proves = async () => (await this.check.use(tx, given.by.accountId, given.code)) !== null;
      return this.judge(tx, given, proves, () => work(tx));
    });
  }

  /** Counts the attempt by session, as with the password; `work` where it `proves` who it is. */
  private async judge<T>(
    tx: Tx,
    { by, sessionId, address }: GivenFactor,
    proves: () => Promise<boolean>,
    work: () => Promise<T>,
  ): Promise<CheckedCode<T>> {
    const attempter = { accountName: by.accountId, address, browser: `session ${sessionId}` };
    const attempt = await this.attempts.begin(tx, attempter);
    if (attempt.kind === 'wait') return attempt;
    if (!(await proves())) {
      await this.audit.record(tx, accountEntry('access-refused', by, by.accountId, { why: 'code' }));
      return { kind: 'wrong-code' };
    }
    await this.attempts.succeeded(tx, attempt);
    return { kind: 'done', ...(await work()) };
  }

  private async giveRecoveryCodes(tx: Tx, accountId: string): Promise<RecoveryCodes> {
    const made = Array.from({ length: recoveryCodes }, () => this.secrets.recoveryCode(accountId));
    const hashes = made.map(({ hash }) => hash);
    await this.factors.replaceRecoveryCodes(tx, accountId, hashes);
    return { recoveryCodes: made.map(({ code }) => code) };
  }

  private record(tx: Tx, by: By, change: 'enrolled' | 'recovery-codes' | 'removed'): Promise<void> {
    return this.audit.record(tx, accountEntry('second-factor-changed', by, by.accountId, { change }));
  }
}
