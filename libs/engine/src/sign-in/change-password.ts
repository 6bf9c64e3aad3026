import { judgePassword, type PasswordProblem } from '#domain';
import { type Accounts } from '../ports/accounts.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type Passwords, type Secrets } from '../ports/secrets.js';
import { type SessionStore } from '../ports/sessions.js';
import { type Transactions } from '../ports/transactions.js';
import { accountEntry } from './by.js';
import { type ConfirmPassword, type Confirming, type Unconfirmed } from './confirm-password.js';
import { type EndAccess, type EndedAccess } from './end-access.js';

export type ChangePasswordResult =
  | { readonly kind: 'changed'; readonly token: string; readonly ended: EndedAccess }
  | Unconfirmed
  | { readonly kind: 'bad-password'; readonly problem: PasswordProblem };

/**
 * A person chooses another password: it needs the old one, ends the person's other sessions and all API tokens, and gives
 * this session a new token.
 */
export class ChangePassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly confirm: ConfirmPassword,
    private readonly passwords: Passwords,
    private readonly secrets: Pick<Secrets, 'sessionToken'>,
    private readonly sessions: Pick<SessionStore, 'rotate'>,
    private readonly access: EndAccess,
    private readonly audit: AuditLog,
  ) {}

  async run(confirming: Confirming, password: string): Promise<ChangePasswordResult> {
    const confirmed = await this.confirm.run(confirming);
    if (confirmed.kind !== 'confirmed') return confirmed;
    const { account } = confirmed;
    const owner = { accountName: account.name, personName: account.personName };
    const problem = judgePassword(password, owner, (word) => this.passwords.isCommon(word));
    if (problem) return { kind: 'bad-password', problem };
    const passwordHash = await this.passwords.hash(password);
    const { by, sessionId } = confirming;
    return this.transactions.run(async (tx) => {
      if (!(await this.accounts.lockUnlessChanged(tx, account))) return { kind: 'wrong' };
      await this.accounts.setPassword(tx, account.id, passwordHash);
      const ended = await this.access.run(tx, account.id, sessionId);
      const { token, hash } = this.secrets.sessionToken();
      await this.sessions.rotate(tx, sessionId, hash);
      await this.audit.record(tx, accountEntry('password-changed', by, account.id, { by: 'old-password', ...ended }));
      return { kind: 'changed', token, ended };
    });
  }
}
