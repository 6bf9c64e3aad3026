import { type TokenScope } from '#domain';
import { type ApiToken, type ApiTokens } from '../ports/api-tokens.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type Numbering } from '../ports/numbering.js';
import { type Secrets } from '../ports/secrets.js';
import { type Tx } from '../ports/transactions.js';
import { accountEntry, type By } from './by.js';
import { type CodeRefused, type Confirming, type ConfirmPassword, type Unconfirmed } from './confirm-password.js';

/** Tokens that one account may have at a time. */
export const tokensAtMost = 20;

/** What a token is asked for. */
export interface AskedToken extends TokenScope {
  readonly name: string;
  readonly days: number;
}

export type MadeToken =
  | { readonly kind: 'made'; readonly made: ApiToken; readonly token: string }
  | { readonly kind: 'too-many' }
  | CodeRefused
  | Unconfirmed;

/** API tokens of one person, for tools: made, listed, revoked. What a token opens, its owner's rights of the moment decide. */
export class OwnTokens {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly confirm: ConfirmPassword,
    private readonly secrets: Pick<Secrets, 'apiToken'>,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
    private readonly clock: MachineClock,
  ) {}

  /**
   * Makes a token and shows it, once. Needs what signing in needs: a token outlasts the session by a year, so a stolen
   * session must not make one.
   */
  make(confirming: Confirming, code: string | undefined, asked: AskedToken): Promise<MadeToken> {
    return this.confirm.withFactor<MadeToken>(confirming, code, (tx) => this.add(tx, confirming.by, asked));
  }

  list(tx: Tx, accountId: string): Promise<readonly ApiToken[]> {
    return this.tokens.list(tx, accountId);
  }

  /** Revokes a token of `accountId`, the person's own or, for the security administrator, another's. False: no such token. */
  async revoke(tx: Tx, by: By, accountId: string, id: string): Promise<boolean> {
    const isRevoked = await this.tokens.revoke(tx, accountId, id);
    if (isRevoked) await this.audit.record(tx, accountEntry('token-revoked', by, accountId, { token: id }));
    return isRevoked;
  }

  private async add(tx: Tx, by: By, { name, days, readOnly, routeGroups }: AskedToken): Promise<MadeToken> {
    const { token, hash } = this.secrets.apiToken();
    const createdAt = this.clock.now();
    const made = {
      id: this.numbering.newId(),
      name,
      readOnly,
      routeGroups,
      createdAt,
      expiresAt: createdAt + days * 86_400_000,
    };
    const isAdded = await this.tokens.add(tx, { ...made, accountId: by.accountId, tokenHash: hash }, tokensAtMost);
    if (!isAdded) return { kind: 'too-many' };
    const data = { token: made.id, days, readOnly, routeGroups };
    await this.audit.record(tx, accountEntry('token-made', by, by.accountId, data));
    return { kind: 'made', made: { ...made, lastUsedOn: null }, token };
  }
}
