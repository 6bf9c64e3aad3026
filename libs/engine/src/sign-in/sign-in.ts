import { clientLabel, judgePassword, type PasswordProblem } from '#domain';
import { type AccountRecord, type Accounts } from '../ports/accounts.js';
import { type AuditEntry, type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type Passwords } from '../ports/secrets.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type Attempt, type CountAttempts } from './attempts.js';
import { type CheckCode } from './check-code.js';
import { type KnownBrowsers } from './known-browser.js';
import { type OpenSession } from './open-session.js';

export interface SignInCommand {
  readonly name: string;
  readonly password: string;
  /** The code of a second factor, a recovery code, or the one-time code with which a first password is chosen. */
  readonly code?: string;
  readonly address: string;
  readonly userAgent?: string;
  /** The mark that an earlier sign-in left with this browser. */
  readonly browser?: string;
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly browser: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'password-needed' }
  | { readonly kind: 'bad-password'; readonly problem: PasswordProblem }
  /** The password is right; a code is asked for. */
  | { readonly kind: 'code-needed' };

/** What the password proved, before anything was written. */
type Proof =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'password-needed' }
  | { readonly kind: 'bad-password'; readonly problem: PasswordProblem }
  | { readonly kind: 'chosen'; readonly oneTimeCodeHash: string; readonly passwordHash: string };

/**
 * Signs a person in. An unknown name, a disabled account and a wrong password take the same steps and get the same
 * answer. Passwords are compared between two transactions: a slow hash holds no connection.
 */
export class SignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly attempts: CountAttempts,
    private readonly browsers: KnownBrowsers,
    private readonly passwords: Passwords,
    private readonly codes: CheckCode,
    private readonly sessions: OpenSession,
    private readonly audit: AuditLog,
    private readonly clock: MachineClock,
  ) {}

  async run(command: SignInCommand): Promise<SignInResult> {
    const begun = await this.transactions.run((tx) => this.begin(tx, command));
    if (begun.attempt.kind === 'wait') return begun.attempt;
    const { account, attempt } = { ...begun, attempt: begun.attempt };
    const proof = await this.prove(account, command);
    return this.transactions.run((tx) => this.conclude(tx, { account, attempt, proof, command }));
  }

  private async begin(tx: Tx, { name, address, browser }: SignInCommand) {
    const found = await this.accounts.named(tx, name);
    const known = found && this.browsers.recognise(found.id, browser);
    return {
      account: found,
      attempt: await this.attempts.begin(tx, { accountName: name, address, browser: known }),
    };
  }

  private async prove(found: AccountRecord | null, { password, code }: SignInCommand): Promise<Proof> {
    const account = found?.isDisabled ? null : found;
    if (!account || account.passwordHash !== null) {
      const isRight = await this.passwords.matches(password, account?.passwordHash ?? null);
      return { kind: isRight ? 'right' : 'wrong' };
    }
    const stands = (account.oneTimeCodeExpiresAt ?? Infinity) > this.clock.now();
    const oneTimeCodeHash = stands ? account.oneTimeCodeHash : null;
    if (!(await this.passwords.matches(code ?? password, oneTimeCodeHash)) || !oneTimeCodeHash)
      return { kind: 'wrong' };
    if (code === undefined) return { kind: 'password-needed' };
    const owner = { accountName: account.name, personName: account.personName };
    const problem = judgePassword(password, owner, (word) => this.passwords.isCommon(word));
    if (problem) return { kind: 'bad-password', problem };
    return { kind: 'chosen', oneTimeCodeHash, passwordHash: await this.passwords.hash(password) };
  }

  private async conclude(
    tx: Tx,
    attempted: { account: AccountRecord | null; attempt: Attempt; proof: Proof; command: SignInCommand },
  ): Promise<SignInResult> {
    const { account, attempt, proof, command } = attempted;
    if (!account || proof.kind === 'wrong') return this.refuse(tx, account, attempt, 'password');
    if (proof.kind === 'password-needed' || proof.kind === 'bad-password') {
      await this.attempts.undecided(tx, attempt);
      return proof;
    }
    // also in turn with other sign-ins, so that where one session is allowed the later one ends the earlier
    if (proof.kind === 'right' && !(await this.accounts.lockUnlessChanged(tx, account))) {
      return this.refuse(tx, account, attempt, 'password');
    }
    const isOn = await this.codes.isOn(tx, account.id);
    if (proof.kind === 'chosen') {
      const { oneTimeCodeHash, passwordHash } = proof;
      const isFirst = await this.accounts.useOneTimeCode(tx, account.id, oneTimeCodeHash, passwordHash);
      if (!isFirst) return this.refuse(tx, account, attempt, 'one-time-code');
      await this.audit.record(tx, entryOf('password-changed', account, { by: 'one-time-code' }));
      if (isOn) return this.askForCode(tx, attempt);
      return this.enter(tx, account, attempt, command, 'one-time-code');
    }
    if (!isOn) return this.enter(tx, account, attempt, command, null);
    if (command.code === undefined) return this.askForCode(tx, attempt);
    const factor = await this.codes.use(tx, account.id, command.code);
    return factor ? this.enter(tx, account, attempt, command, factor) : this.refuse(tx, account, attempt, 'code');
  }

  private async askForCode(tx: Tx, attempt: Attempt): Promise<SignInResult> {
    await this.attempts.undecided(tx, attempt);
    return { kind: 'code-needed' };
  }

  private async enter(
    tx: Tx,
    account: AccountRecord,
    attempt: Attempt,
    { userAgent }: SignInCommand,
    factor: string | null,
  ): Promise<SignInResult> {
    await this.attempts.succeeded(tx, attempt);
    const { token } = await this.sessions.open(tx, account.id, clientLabel(userAgent));
    await this.audit.record(tx, entryOf('signed-in', account, { factor }));
    return { kind: 'signed-in', token, browser: this.browsers.mark(account.id) };
  }

  private async refuse(
    tx: Tx,
    account: AccountRecord | null,
    { thenWait }: Attempt,
    why: string,
  ): Promise<SignInResult> {
    const entries = [entryOf('sign-in-refused', account, { why })];
    if (thenWait > 0) entries.push(entryOf('locked-out', account, { seconds: thenWait }));
    await this.audit.record(tx, ...entries);
    return { kind: 'wrong' };
  }
}

function entryOf(kind: AuditEntry['kind'], account: AccountRecord | null, data: AuditEntry['data']): AuditEntry {
  const isIn = kind === 'signed-in' || kind === 'password-changed';
  return {
    countyCode: account?.countyCode ?? null,
    kind,
    // a refused attempt was made by somebody; nobody knows that it was the account's owner
    personId: isIn ? (account?.personId ?? null) : null,
    accountId: account?.id ?? null,
    ...(account && { subject: { kind: 'account', id: account.id } }),
    data,
  };
}
