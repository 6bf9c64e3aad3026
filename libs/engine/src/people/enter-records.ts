import {
  judgeEntry,
  mayWrite,
  type RegisterEntries,
  type RegisterName,
  type RegisterProblem,
  type RegisterSurroundings,
  withEntry,
} from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type Numbering } from '../ports/numbering.js';
import { type RegisterRecord, type RegisterStore } from '../ports/register-store.js';
import { type Tx } from '../ports/transactions.js';
import { codesOfEntry } from './codes-of-entry.js';
import { type AccountableRegistrar } from './registrar.js';

export interface EnterRecordsCommand<Name extends RegisterName> {
  readonly countyCode: string;
  readonly register: Name;
  readonly registrar: AccountableRegistrar;
  readonly entries: readonly RegisterEntries[Name][];
  /** Only says what would happen. */
  readonly dryRun?: boolean;
}

/** What became of one entry; in a dry run, what would. */
export type EnteredRecord<Name extends RegisterName> =
  | { readonly kind: 'entered'; readonly record: RegisterRecord<Name> }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'refused'; readonly problems: readonly RegisterProblem[] };

/**
 * Enters organisations, persons, postings, links or duties: one from a form, thousands from a workbook. Each is judged
 * on its own, with those before it in the batch; the good ones go in, and of the others it is said why not.
 */
export class EnterRecords {
  constructor(
    private readonly registers: RegisterStore,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
  ) {}

  /** The outcomes in the order of the entries. */
  async execute<Name extends RegisterName>(
    tx: Tx,
    command: EnterRecordsCommand<Name>,
  ): Promise<readonly EnteredRecord<Name>[]> {
    const { countyCode, register, registrar, entries, dryRun = false } = command;
    if (!dryRun) await this.registers.lock(tx, countyCode);
    let around = await this.registers.surroundings(tx, register, countyCode, entries);
    const outcomes = entries.map((entry) => {
      const outcome = this.judge(register, entry, around, registrar);
      if (outcome.kind === 'entered') around = withEntry(around, register, outcome.record.id, entry);
      return outcome;
    });
    const records = outcomes.flatMap((outcome) => (outcome.kind === 'entered' ? [outcome.record] : []));
    if (!dryRun && records.length > 0) await this.write(tx, command, records);
    return outcomes;
  }

  private judge<Name extends RegisterName>(
    register: Name,
    entry: RegisterEntries[Name],
    around: RegisterSurroundings,
    registrar: AccountableRegistrar,
  ): EnteredRecord<Name> {
    if (!mayWrite(register, entry, registrar)) return { kind: 'not-allowed' };
    const problems = judgeEntry(register, entry, around);
    if (problems.length > 0) return { kind: 'refused', problems };
    return { kind: 'entered', record: { id: this.numbering.newId(), version: 1, entry } };
  }

  private async write<Name extends RegisterName>(
    tx: Tx,
    { countyCode, register, registrar: { personId, accountId } }: EnterRecordsCommand<Name>,
    records: readonly RegisterRecord<Name>[],
  ): Promise<void> {
    await this.registers.add(tx, register, countyCode, records);
    await this.audit.record(
      tx,
      ...records.map(({ id, entry }) => ({
        ...({ countyCode, kind: 'people-changed', personId, accountId, subject: { kind: register, id } } as const),
        data: { change: 'entered', ...codesOfEntry(register, entry) },
      })),
    );
  }
}
