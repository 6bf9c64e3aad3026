import { type ApiTokens } from '../ports/api-tokens.js';
import { type SessionStore } from '../ports/sessions.js';
import { type Tx } from '../ports/transactions.js';

/** How many ways in have ended; for the person's answer and the audit log. */
export interface EndedAccess {
  readonly sessions: number;
  readonly tokens: number;
}

/**
 * Ends all ways in that an account has opened: whoever changes what it signs in with may do so because somebody else knew
 * it, and a token that was made with it would open everything for a year.
 */
export class EndAccess {
  constructor(
    private readonly sessions: Pick<SessionStore, 'endAll'>,
    private readonly tokens: Pick<ApiTokens, 'revokeAll'>,
  ) {}

  /** All tokens, and all sessions but `except`. */
  async run(tx: Tx, accountId: string, except: string | null = null): Promise<EndedAccess> {
    const sessions = await this.sessions.endAll(tx, accountId, except);
    return { sessions, tokens: await this.tokens.revokeAll(tx, accountId) };
  }
}
