import { type TokenScope } from '#domain';
import { type SessionRules } from '#engine';
import { type DataSource } from 'typeorm';
import { prepared } from '../sql/prepared.js';

/** Whose session or token a request comes with. */
export interface Caller {
  readonly accountId: string;
  readonly personId: string;
  readonly countyCode: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
  /** The session that the request is part of; null for a token. */
  readonly sessionId: string | null;
  /** What the token may be used for; null for a session. */
  readonly tokenScope: TokenScope | null;
}

const holder = `
  a.id AS "accountId", a.person_id AS "personId", a.county_code AS "countyCode", p.name,
  EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor"`;

/** Without a password an account opens nothing, by whatever way: it was reset, or never had one. */
const open = 'a.disabled_at IS NULL AND a.password_hash IS NOT NULL';

const bySession = prepared(`
  SELECT ${holder}, s.id AS "sessionId", COALESCE(s.last_used_at, s.created_at) AS "lastUsedAt"
    FROM session s JOIN account a ON a.id = s.account_id AND ${open} JOIN person p ON p.id = a.person_id
   WHERE s.token_hash = $1 AND s.expires_at > $2 AND COALESCE(s.last_used_at, s.created_at) > $3`);

const byToken = prepared(`
  SELECT ${holder}, t.id AS "tokenId", t.last_used_on::text AS "lastUsedOn", t.read_only AS "readOnly", t.route_groups AS "routeGroups"
    FROM api_token t JOIN account a ON a.id = t.account_id AND ${open} JOIN person p ON p.id = a.person_id
   WHERE t.token_hash = $1 AND t.expires_at > $2`);

/** A session's use is noted no more often than this: the time-out of half an hour needs no more. */
const notedEveryMs = 60_000;

type SessionRow = Omit<Caller, 'tokenScope'> & { lastUsedAt: Date };
type TokenRow = Omit<Caller, 'sessionId' | 'tokenScope'> & TokenScope & { tokenId: string; lastUsedOn: string | null };

/**
 * Recognises who calls, in one statement a request, on machine time: sessions are about this host, not about the
 * county's business (time.md §1). That something was used is noted beside the request, which does not wait for it.
 */
export class CallerLookup {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: Pick<SessionRules, 'idleMinutes'>,
  ) {}

  async bySession(tokenHash: Uint8Array): Promise<Caller | null> {
    const now = Date.now();
    const parameters = [tokenHash, new Date(now), new Date(now - this.rules.idleMinutes * 60_000)];
    const [row] = (await this.dataSource.query(bySession, parameters)) as SessionRow[];
    if (!row) return null;
    const { lastUsedAt, ...caller } = row;
    if (now - lastUsedAt.getTime() >= notedEveryMs) {
      this.note('UPDATE session SET last_used_at = $2 WHERE id = $1 AND COALESCE(last_used_at, created_at) < $2', [
        caller.sessionId,
        new Date(now),
      ]);
    }
    return { ...caller, tokenScope: null };
  }

  async byToken(tokenHash: Uint8Array): Promise<Caller | null> {
    const now = new Date();
    const [row] = (await this.dataSource.query(byToken, [tokenHash, now])) as TokenRow[];
    if (!row) return null;
    const { tokenId, lastUsedOn, readOnly, routeGroups, ...caller } = row;
    const today = now.toISOString().slice(0, 10);
    if (lastUsedOn !== today) this.note('UPDATE api_token SET last_used_on = $2 WHERE id = $1', [tokenId, today]);
    return { ...caller, sessionId: null, tokenScope: { readOnly, routeGroups } };
  }

  private note(sql: string, parameters: unknown[]): void {
    // a use that could not be noted ends a session early at worst; the database's failure shows where somebody waits for it
    this.dataSource.query(sql, parameters).catch(() => undefined);
  }
}
