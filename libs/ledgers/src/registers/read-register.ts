import {
  type LedgerRow,
  type MergedRange,
  planOfSheet,
  type ReadSheetRow,
  type SheetFound,
  type SheetKind,
  type SheetKnowledge,
  SheetNames,
  type SheetPlan,
  SheetRowReader,
} from '#domain';
import { type FileProblem } from '../file-problem.js';
import { sheetWeight } from '../judge-ledger.js';
import { openLedger, type OpenLedger } from '../open-ledger.js';

/** Rows of a register that one file may bring: it goes in in one transaction. */
export const registerRows = 5_000;

/** A register's sheet as plain JSON, so that its refused rows can be handed back when the file is gone. */
export interface RegisterFrame {
  readonly name: string;
  readonly head: readonly LedgerRow[];
  readonly merges: readonly MergedRange[];
  readonly firstLine: number;
  readonly lastLine: number;
  readonly width: number;
}

export interface ReadRegister {
  readonly plan: SheetPlan;
  readonly frame: RegisterFrame;
  readonly rows: readonly { readonly row: LedgerRow; readonly read: ReadSheetRow<SheetKind> }[];
  readonly skipped: number;
}

/** Why a file gave no rows of the register that was asked for. */
export type RegisterFileProblem =
  FileProblem | { readonly code: 'no-register-sheet'; readonly sheets: readonly Extract<SheetFound, { ok: false }>[] };

/** Reads a register from a workbook: the longest visible sheet that reads as one. Whatever is wrong with the file is a value. */
export async function readRegister(
  file: Uint8Array,
  kind: SheetKind,
  knowledge: SheetKnowledge,
): Promise<{ ok: true; register: ReadRegister } | { ok: false; problem: RegisterFileProblem }> {
  // titles and remarks are rows too
  const opened = await openLedger(file, { rows: registerRows + 100 });
  if (!opened.ok) return opened;
  try {
    const { ledger } = opened;
    const found = [...ledger.sheets]
      .sort((a, b) => sheetWeight(b) - sheetWeight(a))
      .map((sheet) => {
        const head = { name: sheet.name, rows: sheet.head, merges: sheet.merges, from1904: ledger.from1904 };
        return { sheet, finding: planOfSheet(kind, head) };
      });
    for (const { sheet, finding } of found) {
      if (finding.ok) return { ok: true, register: await readRows(ledger, finding.plan, sheet.merges, knowledge) };
    }
    const sheets = found.flatMap(({ finding }) => (finding.ok ? [] : [finding]));
    return { ok: false, problem: { code: 'no-register-sheet', sheets } };
  } finally {
    opened.ledger.close();
  }
}

async function readRows(
  ledger: OpenLedger,
  plan: SheetPlan,
  merges: readonly MergedRange[],
  knowledge: SheetKnowledge,
): Promise<ReadRegister> {
  const { firstLine, lastLine, columns } = plan.header;
  const reader = new SheetRowReader(plan, new SheetNames(knowledge));
  const head: LedgerRow[] = [];
  const rows: ReadRegister['rows'][number][] = [];
  let [skipped, line, width] = [0, lastLine, columns.length];
  for await (const batch of ledger.rowsOf(plan.sheet)) {
    for (const row of batch) {
      if (row.line <= lastLine) {
        head.push(row);
        continue;
      }
      // blank lines between rows are not handed on by the reader, but a person counts them
      skipped += row.line - line - 1;
      line = row.line;
      width = Math.max(width, row.cells.length);
      const read = reader.read(row);
      if (read.kind === 'skipped') skipped++;
      else rows.push({ row, read });
    }
  }
  const kept = merges.filter((range) => range.lastLine <= lastLine);
  return { plan, frame: { name: plan.sheet, head, merges: kept, firstLine, lastLine, width }, rows, skipped };
}
