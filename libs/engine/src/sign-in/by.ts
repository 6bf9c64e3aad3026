import { type AuditEntry } from '../ports/audit-log.js';

/** The signed-in person who does something to an account, a session or a token. */
export interface By {
  readonly countyCode: string;
  readonly personId: string;
  readonly accountId: string;
}

/** An entry of the audit log about an account; codes and ids only. */
export function accountEntry(
  kind: AuditEntry['kind'],
  { countyCode, personId, accountId }: By,
  subjectId: string,
  data: AuditEntry['data'] = {},
): AuditEntry {
  return { countyCode, kind, personId, accountId, subject: { kind: 'account', id: subjectId }, data };
}
