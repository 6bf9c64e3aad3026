import { type AuthenticatorCodes, type Passwords, type Secrets } from '../ports/secrets.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type SecondFactors } from '../ports/second-factors.js';
import { type Tx } from '../ports/transactions.js';

/** Proves a second factor by a code of the authenticator application, or by a recovery code; either works once. */
export class CheckCode {
  constructor(
    private readonly factors: SecondFactors,
    private readonly codes: AuthenticatorCodes,
    private readonly secrets: Pick<Secrets, 'readRecoveryCode'>,
    private readonly passwords: Pick<Passwords, 'matches'>,
    private readonly clock: MachineClock,
  ) {}

  async isOn(tx: Tx, accountId: string): Promise<boolean> {
    return (await this.factors.secret(tx, accountId, 'confirmed')) !== null;
  }

  /** Uses the code up and says what it was; null where it is wrong, or has been used. */
  async use(tx: Tx, accountId: string, code: string): Promise<'authenticator' | 'recovery-code' | null> {
    const secret = await this.factors.secret(tx, accountId, 'confirmed');
    if (secret === null) return null;
    const step = this.codes.stepOf(secret, code, this.clock.now());
    if (step !== null) return (await this.factors.useStep(tx, accountId, step)) ? 'authenticator' : null;
    const recovery = this.secrets.readRecoveryCode(code);
    if (!recovery) return null;
    const stored = await this.factors.recoveryCode(tx, accountId, recovery.selector);
    if (!(await this.passwords.matches(recovery.code, stored))) return null;
    return (await this.factors.useRecoveryCode(tx, accountId, recovery.selector)) ? 'recovery-code' : null;
  }
}
