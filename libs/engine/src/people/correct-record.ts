import { judgeEntry, mayWrite, type RegisterEntries, type RegisterName } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type RegisterStore } from '../ports/register-store.js';
import { type Tx } from '../ports/transactions.js';
import { type ChangeResult } from './change-result.js';
import { changesOfEntry } from './codes-of-entry.js';
import { type AccountableRegistrar } from './registrar.js';

export interface CorrectRecordCommand<Name extends RegisterName> {
  readonly countyCode: string;
  readonly register: Name;
  readonly registrar: AccountableRegistrar;
  readonly id: string;
  /** The version that the writer saw (`If-Match`). */
  readonly version: number;
  readonly changes: Partial<RegisterEntries[Name]>;
}

/** Puts a mistake in a register right. What stood there before is kept in the audit log. */
export class CorrectRecord {
  constructor(
    private readonly registers: RegisterStore,
    private readonly audit: AuditLog,
  ) {}

  async execute<Name extends RegisterName>(
    tx: Tx,
    { countyCode, register, registrar, id, version, changes }: CorrectRecordCommand<Name>,
  ): Promise<ChangeResult<Name>> {
    await this.registers.lock(tx, countyCode);
    const held = await this.registers.find(tx, register, countyCode, id);
    if (!held) return { kind: 'not-found' };
    const entry: RegisterEntries[Name] = { ...held.entry, ...changes };
    if (![held.entry, entry].every((one) => mayWrite(register, one, registrar))) return { kind: 'not-allowed' };
    if (held.version !== version) return { kind: 'stale', version: held.version };

    const around = await this.registers.surroundings(tx, register, countyCode, [entry], id);
    const problems = judgeEntry(register, entry, around, id);
    if (problems.length > 0) return { kind: 'refused', problems };

    const changed = changesOfEntry(register, held.entry, entry);
    if (Object.keys(changed).length === 0) return { kind: 'done', record: held };
    const record = { id, version: version + 1, entry };
    await this.registers.replace(tx, register, countyCode, record);
    const { personId, accountId } = registrar;
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'people-changed', personId, accountId, subject: { kind: register, id } },
      data: { change: 'corrected', fields: changed },
    });
    return { kind: 'done', record };
  }
}
