import {
  collision,
  judgeEntry,
  judgeWithdrawal,
  mayWrite,
  mistake,
  type RegisterEntries,
  type RegisterWithTerms,
} from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type RegisterStore } from '../ports/register-store.js';
import { type Tx } from '../ports/transactions.js';
import { type ChangeResult } from './change-result.js';
import { codesOfEntry } from './codes-of-entry.js';
import { type AccountableRegistrar } from './registrar.js';

export interface EndRecordCommand<Name extends RegisterWithTerms> {
  readonly countyCode: string;
  readonly register: Name;
  readonly registrar: AccountableRegistrar;
  readonly id: string;
  /** The version that the writer saw (`If-Match`). */
  readonly version: number;
  /** From this instant on it no longer holds. */
  readonly at: Temporal.Instant;
}

/** Ends a term; what was, stays. What has not begun by then and not begun now either is no history and is withdrawn. */
export class EndRecord {
  constructor(
    private readonly registers: RegisterStore,
    private readonly audit: AuditLog,
  ) {}

  async execute<Name extends RegisterWithTerms>(
    tx: Tx,
    { countyCode, register, registrar, id, version, at }: EndRecordCommand<Name>,
  ): Promise<ChangeResult<Name>> {
    await this.registers.lock(tx, countyCode);
    const held = await this.registers.find(tx, register, countyCode, id);
    if (!held) return { kind: 'not-found' };
    if (!mayWrite(register, held.entry, registrar)) return { kind: 'not-allowed' };
    if (held.version !== version) return { kind: 'stale', version: held.version };

    const { from, to } = held.entry;
    const end = at.epochMilliseconds;
    const { personId, accountId } = registrar;
    const told = { countyCode, kind: 'people-changed', personId, accountId, subject: { kind: register, id } } as const;
    if (end <= from) {
      // an organisation may be named by others already; its beginning can be corrected
      if (from <= tx.now.epochMilliseconds || register === 'organisation')
        return { kind: 'refused', problems: [mistake('at', 'ends-before-it-begins')] };
      const around = await this.registers.surroundings(tx, register, countyCode, [held.entry], id);
      const problems = judgeWithdrawal(register, around, id);
      if (problems.length > 0) return { kind: 'refused', problems };
      await this.registers.withdraw(tx, register, countyCode, id);
      await this.audit.record(tx, { ...told, data: { change: 'withdrawn', ...codesOfEntry(register, held.entry) } });
      return { kind: 'withdrawn' };
    }
    if (to <= end) return { kind: 'refused', problems: [collision('at', 'ended-already', { to })] };

    const entry: RegisterEntries[Name] = { ...held.entry, to: end };
    const around = await this.registers.surroundings(tx, register, countyCode, [entry], id);
    // an old entry may break a rule that is younger than it; to end it, only what its end breaks counts
    const problems = judgeEntry(register, entry, around, id).filter(
      ({ collides, field }) => collides && field === 'to',
    );
    if (problems.length > 0) return { kind: 'refused', problems };

    const record = { id, version: version + 1, entry };
    await this.registers.replace(tx, register, countyCode, record);
    await this.audit.record(tx, { ...told, data: { change: 'ended', at: at.toString() } });
    return { kind: 'done', record };
  }
}
