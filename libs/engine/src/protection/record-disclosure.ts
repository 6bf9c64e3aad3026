import { type AuditLog } from '../ports/audit-log.js';
import { type Numbering } from '../ports/numbering.js';
import { type Disclosure, type Disclosures, type ReadableCases } from '../ports/personal-data.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';

export interface RecordDisclosureCommand extends Omit<Disclosure, 'id'> {
  readonly accountId: string;
  readonly scope: Scope;
}

export type RecordDisclosureResult =
  { readonly kind: 'unknown-case' } | { readonly kind: 'recorded'; readonly id: string };

/** Enters into the register what personal data was handed to whom, and why (网络数据安全管理条例 art. 12). */
export class RecordDisclosure {
  constructor(
    private readonly cases: ReadableCases,
    private readonly disclosures: Disclosures,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, { accountId, scope, ...disclosure }: RecordDisclosureCommand): Promise<RecordDisclosureResult> {
    const { caseId, countyCode, recordedBy, basis, categories } = disclosure;
    if (caseId !== null && !(await this.cases.record(tx, scope, caseId))) return { kind: 'unknown-case' };
    const id = this.numbering.newId();
    await this.disclosures.enter(tx, { ...disclosure, id });
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'personal-data-disclosed', personId: recordedBy, accountId },
      subject: { kind: 'disclosure', id },
      data: { basis, categories, caseId },
    });
    return { kind: 'recorded', id };
  }
}
