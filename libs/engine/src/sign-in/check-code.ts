import { type AuthenticatorCodes, type Secrets } from '../ports/secrets.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type SecondFactors } from '../ports/second-factors.js';
import { type Tx } from '../ports/transactions.js';

/** Proves a second factor by a code of the authenticator application, or by a recovery code; either works once. */
export class CheckCode {
  constructor(
    private readonly factors: SecondFactors,
    private readonly codes: AuthenticatorCodes,
    private readonly secrets: Pick<Secrets, 'recoveryCodeHash'>,
    private readonly clock: MachineClock,
  ) {}

  async isOn(tx: Tx, accountId: string): Promise<boolean> {
    return (await this.factors.secret(tx, accountId)) !== null;
  }

  /** Uses the code up and says what it was; null where it is wrong, or has been used. */
  async use(tx: Tx, accountId: string, code: string): Promise<'authenticator' | 'recovery-code' | null> {
    const secret = await this.factors.secret(tx, accountId);
    if (secret === null) return null;
    const step = this.codes.stepOf(secret, code, this.clock.now());
    if (step !== null) return (await this.factors.useStep(tx, accountId, step)) ? 'authenticator' : null;
    const hash = this.secrets.recoveryCodeHash(accountId, code);
    return hash && (await this.factors.useRecoveryCode(tx, accountId, hash)) ? 'recovery-code' : null;
  }
}
