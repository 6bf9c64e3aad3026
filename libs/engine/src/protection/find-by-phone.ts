import { mayReveal, type Posting, revealingRoles, type Role } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type CasesByPhone, type PersonalReads } from '../ports/personal-data.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { fullUntil } from './full-until.js';

export interface FindByPhoneCommand {
  readonly phone: string;
  readonly personId: string;
  readonly accountId: string;
  readonly postings: readonly Posting[];
  readonly scope: Scope;
}

export type FindByPhoneResult =
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'too-often'; readonly until: Temporal.Instant }
  | { readonly kind: 'found'; readonly caseIds: readonly string[] };

/**
 * The cases whose requester has this telephone number, of those whose requester may be shown. Being told that a number is
 * a case's is reading it: on record, also where nothing is found, and counted with what was revealed.
 */
export class FindByPhone {
  constructor(
    private readonly cases: CasesByPhone,
    private readonly reads: PersonalReads,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, command: FindByPhoneCommand): Promise<FindByPhoneResult> {
    const { phone, personId, accountId, postings, scope } = command;
    const roles: readonly Role[] = revealingRoles;
    if (!postings.some(({ role }) => roles.includes(role))) return { kind: 'not-allowed' };
    const until = await fullUntil(tx, this.reads, personId);
    if (until) return { kind: 'too-often', until };
    const asked = await this.cases.asking(tx, scope, phone);
    const caseIds = asked.filter((one) => mayReveal(postings, one)).map(({ id }) => id);
    await this.audit.record(tx, {
      ...{ countyCode: scope.countyCode, kind: 'personal-data-read', personId, accountId },
      subject: { kind: 'requester', id: 'by-phone' },
      data: { reason: 'search', cases: caseIds },
    });
    return { kind: 'found', caseIds };
  }
}
