import { type AuditEntry, type AuditLog } from '../ports/audit-log.js';
import { type LedgerImport, type LedgerImports } from '../ports/ledger-imports.js';
import { type LedgerKnowledgeSource } from '../ports/ledger-knowledge.js';
import {
  type LedgerFileProblem,
  type LedgerLine,
  type LedgerReader,
  type OpenedLedger,
} from '../ports/ledger-reader.js';
import { type Definitions } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type TakeInLines } from './take-in-lines.js';

/** A ledger of up to so many rows is answered at once (design §11); it goes in in one transaction, all or nothing. */
export const rowsAtOnce = 2_000;

export interface SubmitLedgerCommand extends Pick<
  LedgerImport,
  'countyCode' | 'personId' | 'regions' | 'fileName' | 'dryRun'
> {
  readonly file: Uint8Array;
  /** Who runs a large one: a worker, or the caller itself with `RunLedgerImport`. */
  readonly runBy: 'worker' | 'caller';
}

export type SubmitLedgerResult =
  | { readonly kind: 'done' | 'to-run'; readonly importId: string }
  | { readonly kind: 'unreadable'; readonly problem: LedgerFileProblem };

/** Takes a ledger in: a small one at once, a large one by a worker. A file that reads as no ledger changes nothing. */
export class SubmitLedger {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: LedgerImports,
    private readonly knowledge: LedgerKnowledgeSource,
    private readonly reader: LedgerReader,
    private readonly takeIn: TakeInLines,
    private readonly definitions: Definitions,
    private readonly numbering: Numbering,
    private readonly audit: AuditLog,
  ) {}

  async execute({ file, runBy, ...command }: SubmitLedgerCommand): Promise<SubmitLedgerResult> {
    const { today, knowledge } = await this.transactions.run((tx) => this.know(tx, command.countyCode));
    const opened = await this.reader.open(file, knowledge);
    if (!opened.ok) return { kind: 'unreadable', problem: opened.problem };
    const { ledger } = opened;
    const ledgerImport: LedgerImport = { ...command, id: this.numbering.newId(), today };
    try {
      const lines = await fewLines(ledger);
      await this.transactions.run(async (tx) => {
        await this.imports.create(tx, ledgerImport, ledger);
        await this.audit.record(tx, entryOf(ledgerImport, ledger.rowsExpected));
        if (lines) await this.atOnce(tx, ledgerImport, ledger, lines);
        else await this.later(tx, ledgerImport, file, runBy);
      });
      return { kind: lines ? 'done' : 'to-run', importId: ledgerImport.id };
    } finally {
      ledger.close();
    }
  }

  private async know(tx: Tx, countyCode: string) {
    const calendar = await this.definitions.calendar(tx, countyCode, 'default');
    if (!calendar) throw new Error(`county ${countyCode} has no calendar`);
    const today = tx.now.toZonedDateTimeISO(calendar.timeZone).toPlainDate().toString();
    return { today, knowledge: await this.knowledge.of(tx, countyCode, today) };
  }

  private async atOnce(tx: Tx, ledgerImport: LedgerImport, ledger: OpenedLedger, lines: readonly LedgerLine[]) {
    if (!(await this.imports.takeTurn(tx, ledgerImport, 0))) throw new Error('an import was overtaken before it began');
    await this.takeIn.execute(tx, ledgerImport, { ledger, lines, skipped: ledger.skipped });
    await this.imports.finish(tx, ledgerImport.id, ledger.skipped);
  }

  private async later(
    tx: Tx,
    { id, countyCode }: LedgerImport,
    file: Uint8Array,
    runBy: SubmitLedgerCommand['runBy'],
  ): Promise<void> {
    await this.imports.keepFile(tx, id, file);
    if (runBy === 'worker') await this.imports.enqueue(tx, countyCode, id);
  }
}

/** What the audit says of an import: who brought how much, and whether it was a dry run. */
function entryOf({ id, countyCode, personId, dryRun }: LedgerImport, rows: number): AuditEntry {
  return { countyCode, kind: 'imported', personId, subject: { kind: 'ledger-import', id }, data: { dryRun, rows } };
}

/** All rows of a short ledger; null of a long one, of which no more are read than show that. */
async function fewLines(ledger: OpenedLedger): Promise<LedgerLine[] | null> {
  // titles, totals and signatures count as rows until they are read
  if (ledger.rowsExpected > rowsAtOnce * 1.2) return null;
  const lines: LedgerLine[] = [];
  for await (const line of ledger.rows()) if (lines.push(line) > rowsAtOnce) return null;
  return lines;
}
