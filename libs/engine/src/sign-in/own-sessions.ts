import { type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type OwnSession, type SessionRules, type SessionStore } from '../ports/sessions.js';
import { type Tx } from '../ports/transactions.js';
import { accountEntry, type By } from './by.js';

/** The sessions of one person, for that person: to see them, and to end them here and elsewhere. */
export class OwnSessions {
  constructor(
    private readonly sessions: SessionStore,
    private readonly audit: AuditLog,
    private readonly clock: MachineClock,
    private readonly rules: SessionRules,
  ) {}

  list(tx: Tx, { accountId }: By): Promise<readonly OwnSession[]> {
    return this.sessions.list(tx, accountId, this.clock.now(), this.rules.idleMinutes);
  }

  /** Ends one session. False: there is none of this person with that id. */
  async end(tx: Tx, by: By, id: string, elsewhere: boolean): Promise<boolean> {
    const isEnded = await this.sessions.end(tx, by.accountId, id);
    if (isEnded) await this.audit.record(tx, accountEntry('signed-out', by, by.accountId, { elsewhere }));
    return isEnded;
  }

  /** Ends all but the one that asks. Returns how many. */
  async endOthers(tx: Tx, by: By, own: string): Promise<number> {
    const sessions = await this.sessions.endAll(tx, by.accountId, own);
    await this.audit.record(tx, accountEntry('signed-out', by, by.accountId, { elsewhere: true, sessions }));
    return sessions;
  }
}
