import { Inject, Injectable } from '@nestjs/common';
import {
  type Cell,
  dutyRoleWords,
  linkRoleWords,
  maskName,
  postingRanks,
  postingRoles,
  type SheetDay,
  type SheetField,
  type SheetKind,
  writtenTerm,
} from '#domain';
import { type Tx } from '#engine';
import { registerColumns } from '#ledgers';
import { countyTimeZone, PgRegisterRows, PgTransactions, type RegisterRow } from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';

/** Rows read at a time while a workbook is written. */
const pageRows = 1_000;
/** Before the first id. */
const beforeAll = '00000000-0000-0000-0000-000000000000';
/** Roles of people who hold no office: their names are personal and go out masked. */
const withoutOffice: ReadonlySet<string> = new Set(['resident', 'volunteer', 'partner']);

/** What stands in the workbooks of the registers. */
@Injectable()
export class RegisterExports {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgRegisterRows) private readonly registers: PgRegisterRows,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The line below the title: who had it written, and when; in the demonstration county that nothing of it is real. */
  saying({ now }: Tx, name: string): string {
    const at = now.toZonedDateTimeISO(countyTimeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
    const synthetic = this.settings.demonstration ? ' 合成数据' : '';
    return `导出人:${name} 导出时间:${at.replace('T', ' ')}${synthetic}`;
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
