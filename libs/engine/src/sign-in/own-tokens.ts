import { type TokenScope } from '#domain';
import { type ApiToken, type ApiTokens } from '../ports/api-tokens.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type Numbering } from '../ports/numbering.js';
import { type Secrets } from '../ports/secrets.js';
import { type Tx } from '../ports/transactions.js';
import { accountEntry, type By } from './by.js';

/** Tokens that one account may have at a time. */
export const tokensAtMost = 20;

/** API tokens of one person, for tools: made, listed, revoked. What a token opens, its owner's rights of the moment decide. */
export class OwnTokens {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly secrets: Pick<Secrets, 'apiToken'>,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
    private readonly clock: MachineClock,
  ) {}

  /** Makes a token and shows it, once. Null: there are as many as there may be. */
  async make(
    tx: Tx,
    by: By,
    { name, days, readOnly, routeGroups }: TokenScope & { name: string; days: number },
  ): Promise<(ApiToken & { readonly token: string }) | null> {
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
    if (!isAdded) return null;
    const data = { token: made.id, days, readOnly, routeGroups };
    await this.audit.record(tx, accountEntry('token-made', by, by.accountId, data));
    return { ...made, lastUsedOn: null, token };
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
}
