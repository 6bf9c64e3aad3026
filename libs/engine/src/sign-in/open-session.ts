import { type MachineClock } from '../ports/machine-clock.js';
import { type Secrets } from '../ports/secrets.js';
import { type SessionRules, type SessionStore } from '../ports/sessions.js';
import { type Tx } from '../ports/transactions.js';

/** Opens a session of an account, and where only one is allowed ends the others. */
export class OpenSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly secrets: Pick<Secrets, 'sessionToken'>,
    private readonly clock: MachineClock,
    private readonly rules: SessionRules,
  ) {}

  async open(tx: Tx, accountId: string, client: string): Promise<{ readonly token: string }> {
    const { token, hash } = this.secrets.sessionToken();
    const createdAt = this.clock.now();
    if (this.rules.oneAtATime) await this.sessions.endAll(tx, accountId, null);
    await this.sessions.open(tx, {
      accountId,
      tokenHash: hash,
      client,
      createdAt,
      expiresAt: createdAt + this.rules.hours * 3_600_000,
    });
    return { token };
  }
}
