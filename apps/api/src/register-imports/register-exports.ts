import { Inject, Injectable } from '@nestjs/common';
import {
  type Cell,
  dutyRoleWords,
  linkRoleWords,
  maskName,
  postingRanks,
  postingRoles,
  rolesWithoutOffice,
  type SheetDay,
  type SheetField,
  type SheetKind,
  writtenTerm,
} from '#domain';
import { type Tx } from '#engine';
import { registerColumns } from '#ledgers';
import { countyTimeZone, PgRegisterRows, PgTransactions, type RegisterRow } from '#persistence';

/** Rows read at a time while a workbook is written. */
const pageRows = 1_000;
/**
 * A county has some thousand posts, and ten years of them stay below this. Registers need no second person: they name
 * people in office, whom everybody in the county may look up; but nothing leaves without an end to it.
 */
export const registerRowsAtMost = 20_000;
/** Before the first id. */
const beforeAll = '00000000-0000-0000-0000-000000000000';
/** Their names are personal and go out masked. */
const withoutOffice: ReadonlySet<string> = new Set(rolesWithoutOffice);

/** What stands in the workbooks of the registers. */
@Injectable()
export class RegisterExports {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgRegisterRows) private readonly registers: PgRegisterRows,
  ) {}

  /** How many rows a register has; null where it is longer than may leave. */
  async length(tx: Tx, countyCode: string, kind: SheetKind): Promise<number | null> {
    const rows = await this.registers.count(tx, countyCode, kind, registerRowsAtMost + 1);
    return rows > registerRowsAtMost ? null : rows;
  }

  /** The cells of each row in the order of `registerColumns`, read page by page. */
  async *rows(countyCode: string, kind: SheetKind): AsyncGenerator<readonly Cell[]> {
    for (let behind = beforeAll; ;) {
      const page = await this.transactions.read((tx) => this.registers.page(tx, countyCode, kind, behind, pageRows));
      for (const row of page) {
        const cells = cellsOf(kind, row);
        yield registerColumns[kind].map((field) => cells[field] ?? null);
      }
      if (page.length < pageRows) return;
      behind = page.at(-1)!.id;
    }
  }
}

function cellsOf(kind: SheetKind, row: RegisterRow): Partial<Record<SheetField, Cell>> {
  const { from, to } = writtenTerm({ from: Number(row.from), to: Number(row.to) }, countyTimeZone);
  return {
    name: row.role !== null && withoutOffice.has(row.role) ? maskName(row.name) : row.name,
    personId: row.personId,
    organisation: row.organisation,
    role: row.role === null ? null : roleLabel(kind, row.role),
    rank: row.rank === null ? null : postingRanks.label(row.rank as 'chief'),
    township: row.township,
    // two villages may have one name, and a code has one meaning
    region: kind === 'links' || row.regionCode?.length === 12 ? row.regionCode : (row.region ?? row.regionCode),
    principal: row.principal ? '是' : null,
    from: dateCell(from),
    to: dateCell(to),
  };
}

function roleLabel(kind: SheetKind, role: string): string {
  if (kind === 'links') return linkRoleWords.label(role as 'leader');
  return kind === 'duty' ? dutyRoleWords.label(role as 'leader') : postingRoles.label(role as 'leader');
}

function dateCell(day: SheetDay | null): Cell {
  return day && { kind: 'date', date: day.date, ...(day.time && { time: day.time }) };
}
