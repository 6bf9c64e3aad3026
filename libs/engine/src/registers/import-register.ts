import {
  atItsCell,
  isKnown,
  judgeEntry,
  placeOf,
  registerOfSheet,
  type SheetEntry,
  type SheetKind,
  SheetNames,
  type SheetPlan,
  type SheetRowProblem,
} from '#domain';
import { type EnteredRecord, type EnterRecords } from '../people/enter-records.js';
import { type AccountableRegistrar } from '../people/registrar.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type Numbering } from '../ports/numbering.js';
import { type RegisterStore } from '../ports/register-store.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import {
  type OpenedSheet,
  type RegisterImport,
  type RegisterImports,
  type SheetFileProblem,
  type SheetKnowledgeSource,
  type SheetReader,
  type SheetRowOutcome,
} from './ports.js';

export interface ImportRegisterCommand {
  readonly countyCode: string;
  readonly registrar: AccountableRegistrar;
  readonly kind: SheetKind;
  readonly file: Uint8Array;
  readonly fileName: string;
  readonly dryRun: boolean;
}

export type ImportRegisterResult =
  | { readonly kind: 'done'; readonly import: RegisterImport }
  | { readonly kind: 'unreadable'; readonly problem: SheetFileProblem };

type Row = OpenedSheet['rows'][number];

/**
 * Takes people, postings, links or duties from a workbook: each row is entered as a form would enter it, judged with
 * those before it. The good ones go in, what the register holds already is told as such, and of the rest it is said why
 * not. A dry run only says so.
 */
export class ImportRegister {
  constructor(
    private readonly transactions: Transactions,
    private readonly knowledge: SheetKnowledgeSource,
    private readonly reader: SheetReader,
    private readonly registers: Pick<RegisterStore, 'lock' | 'surroundings'>,
    private readonly enterRecords: EnterRecords,
    private readonly imports: RegisterImports,
    private readonly audit: AuditLog,
    private readonly numbering: Pick<Numbering, 'newId'>,
  ) {}

  async execute(command: ImportRegisterCommand): Promise<ImportRegisterResult> {
    const { countyCode, kind, file } = command;
    const knowledge = await this.transactions.run((tx) => this.knowledge.of(tx, countyCode));
    const read = await this.reader.read(file, kind, knowledge);
    if (!read.ok) return { kind: 'unreadable', problem: read.problem };
    const done = await this.transactions.run((tx) => this.takeIn(tx, command, read.register));
    return { kind: 'done', import: done };
  }

  private async takeIn(tx: Tx, command: ImportRegisterCommand, sheet: OpenedSheet): Promise<RegisterImport> {
    const { countyCode, registrar, kind, fileName, dryRun } = command;
    const rows = await this.outcomes(tx, command, sheet);
    const { plan, frame, skipped } = sheet;
    const mapping = plan.header.columns.flatMap(({ index, heading, field }) =>
      field && field !== 'ignored' ? [{ index, heading, field }] : [],
    );
    const one: RegisterImport = {
      ...{ id: this.numbering.newId(), countyCode, personId: registrar.personId, kind, fileName, dryRun },
      ...{ sheet: plan.sheet, mapping, frame, skipped, rows },
    };
    await this.imports.create(tx, one);
    if (dryRun) return one;
    const { personId, accountId } = registrar;
    const count = (status: SheetRowOutcome['status']) => rows.filter((row) => row.status === status).length;
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'imported', personId, accountId, subject: { kind: 'register-import', id: one.id } },
      data: {
        register: registerOfSheet[kind],
        ...{ accepted: count('accepted'), rejected: count('rejected'), duplicates: count('duplicate') },
      },
    });
    return one;
  }

  private async outcomes(
    tx: Tx,
    command: ImportRegisterCommand,
    { plan, rows }: OpenedSheet,
  ): Promise<SheetRowOutcome[]> {
    // names are counted in the transaction that enters them: two who send one file at once must not both be first
    const known = command.kind === 'people' ? await this.knownNames(tx, command.countyCode) : () => false;
    const entries = rows.flatMap((row) =>
      row.read.kind === 'entry' && !known(row.read.entry) ? [row.read.entry] : [],
    );
    const entered = await this.enter(tx, command, entries);
    const isHeld = await this.heldAmong(
      tx,
      command,
      entries.filter((_entry, index) => entered[index]!.kind === 'not-allowed'),
    );
    const outcomeOf = new Map(entries.map((entry, index) => [entry, entered[index]!]));
    return rows.map((row): SheetRowOutcome => {
      if (row.read.kind !== 'entry') {
        const problems = row.read.kind === 'refused' ? row.read.problems : [];
        return { line: row.row.line, status: 'rejected', problems, cells: row.row.cells };
      }
      const outcome = outcomeOf.get(row.read.entry);
      if (!outcome || isHeld(row.read.entry)) return { line: row.row.line, ...duplicate };
      return told(row, row.read.entry, outcome, plan);
    });
  }

  /** Of what one may not enter: whether it is there already, so that a whole register sent back changes and refuses nothing. */
  private async heldAmong(
    tx: Tx,
    { countyCode, kind }: ImportRegisterCommand,
    entries: readonly SheetEntry[SheetKind][],
  ): Promise<(entry: SheetEntry[SheetKind]) => boolean> {
    if (entries.length === 0) return () => false;
    const register = registerOfSheet[kind];
    const around = await this.registers.surroundings(tx, register, countyCode, entries as never);
    const held = entries.filter(
      (entry) => 'from' in entry && isKnown(judgeEntry(register, entry as never, around), entry),
    );
    return (entry) => held.includes(entry);
  }

  /** Whether a person of that very name is there, or was named by a row above: namesakes are entered by hand. */
  private async knownNames(tx: Tx, countyCode: string): Promise<(entry: SheetEntry[SheetKind]) => boolean> {
    await this.registers.lock(tx, countyCode);
    const names = new SheetNames(await this.knowledge.of(tx, countyCode));
    const seen = new Set<string>();
    return (entry) => {
      const { name } = entry as SheetEntry['people'];
      const isKnown = seen.has(name) || names.namesakes(name).length > 0;
      seen.add(name);
      return isKnown;
    };
  }

  private enter(tx: Tx, command: ImportRegisterCommand, entries: readonly SheetEntry[SheetKind][]) {
    const { countyCode, registrar, kind, dryRun } = command;
    const register = registerOfSheet[kind];
    return this.enterRecords.execute(tx, { countyCode, register, registrar, entries: entries as never, dryRun });
  }
}

const duplicate = { status: 'duplicate', problems: [], cells: null } as const;

function told(
  { row }: Row,
  entry: SheetEntry[SheetKind],
  outcome: EnteredRecord<'person' | 'posting' | 'link' | 'duty'>,
  plan: SheetPlan,
): SheetRowOutcome {
  const { line, cells } = row;
  if (outcome.kind === 'entered') return { line, status: 'accepted', problems: [], cells: null };
  if (outcome.kind === 'refused' && 'from' in entry && isKnown(outcome.problems, entry)) return { line, ...duplicate };
  const problems: SheetRowProblem[] =
    outcome.kind === 'refused'
      ? outcome.problems.map((problem) => atItsCell(problem, plan, row))
      : [{ ...placeOf(plan, row, plan.fields.has('region') ? 'region' : 'name'), code: 'not-allowed' }];
  return { line, status: 'rejected', problems, cells };
}
