import { type Readable } from 'node:stream';
import { type SheetCellProblem, type SheetRowProblem } from '#domain';
import { type RegisterImport, type SheetRowOutcome } from '#engine';
import { columnLetter, type Mark, type RegisterFrame, tellCell, writeSheetWithProblems } from '#ledgers';
import { type Language } from '../http/language.js';
import { registerMessages } from '../people/register-messages.js';

/** An import of a register as the API answers it: like that of a ledger. */
export function importView({ rows, skipped, mapping, ...one }: RegisterImport, language: Language) {
  const count = (status: SheetRowOutcome['status']) => rows.filter((row) => row.status === status).length;
  const { id, kind, dryRun, fileName, sheet } = one;
  return {
    ...{ id, kind, dryRun, fileName, sheet },
    mapping: mapping.map(({ index, heading, field }) => ({ column: columnLetter(index), heading, field })),
    counts: {
      ...{ rows: rows.length, accepted: count('accepted'), rejected: count('rejected') },
      ...{ duplicates: count('duplicate'), skipped },
    },
    rows: rows.map(({ line, status, problems }) => ({
      ...{ line, status },
      problems: problems.map((problem) => tell(problem, line, language)),
    })),
  };
}

/** The refused rows in their own sheet. */
export function rejectedRows({ frame, rows }: RegisterImport, language: Language, mark: Mark): Readable {
  const refused = rows
    .filter(({ status }) => status === 'rejected')
    .map(({ line, cells, problems }) => ({
      ...{ line, cells: cells ?? [] },
      told: problems.map((problem) => ({ ...tell(problem, line, language), index: problem.index })),
    }));
  return writeSheetWithProblems(frame as RegisterFrame, refused, language, mark);
}

function tell({ code, column, index, value, near = [], data = {} }: SheetRowProblem, line: number, language: Language) {
  const cell = index === null ? null : `${columnLetter(index)}${line}`;
  return { ...{ code, column, cell, value }, ...sentences(code, near, data, value, language) };
}

function sentences(
  code: SheetRowProblem['code'],
  near: readonly string[],
  data: NonNullable<SheetRowProblem['data']>,
  value: string,
  language: Language,
): { reason: string; suggestion: string } {
  if (code === 'not-allowed') return notYours[language];
  if (code in registerMessages) {
    const say = registerMessages[code as keyof typeof registerMessages][language];
    return { reason: say({ value, ...readable(data) }), suggestion: mend[language] };
  }
  return tellCell(code as SheetCellProblem, near, language);
}

/** Instants of a term as days of the county: a sheet speaks of days. */
function readable(data: NonNullable<SheetRowProblem['data']>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, name === 'from' || name === 'to' ? dayOf(value) : value]),
  );
}

function dayOf(value: string | number | null): string {
  const ms = value === null ? Infinity : Number(value);
  if (!Number.isFinite(ms)) return ms < 0 ? '…' : '∞';
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    ms,
  );
}

const mend = { zh: '请改好本行再导入', en: 'Correct this row and send it again' } as const;

const notYours = {
  zh: { reason: '这一行不归您登记', suggestion: '人员和岗位由系统管理员登记,挂村由县办公室,乡镇只登记本乡镇' },
  en: {
    reason: 'This row is not yours to enter',
    suggestion:
      'Persons and postings are the system administrator’s, links the county office’s; a township enters its own',
  },
} as const;
