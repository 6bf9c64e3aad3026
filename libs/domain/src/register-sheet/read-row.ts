import { isBlank, type LedgerRow, textOf } from '../ledger/cell.js';
import { isDitto } from '../ledger/ditto.js';
import { type RegisterEntries, type RegisterProblem } from '../register/index.js';
import { dutyRoleWords, linkRoleWords, postingRanks, postingRoles, tickIn, type WordList } from './role-words.js';
import { type registerOfSheet, type SheetField, type SheetKind } from './sheet-kind.js';
import { type Found, type NameProblem, type SheetNames } from './sheet-names.js';
import { type SheetPlan } from './sheet-plan.js';
import { beginningOf, dayIn, endOf, type SheetDay } from './sheet-term.js';

/** Why a cell of a register's sheet cannot be taken. */
export type SheetCellProblem =
  | NameProblem
  | 'name-missing'
  | 'organisation-missing'
  | 'region-missing'
  | 'role-missing'
  | 'role-unknown'
  | 'rank-unknown'
  | 'principal-unclear'
  | 'date-missing'
  | 'date-unreadable'
  | 'date-impossible'
  | 'date-year-unknown';

/** One problem of a row, at its cell. */
export interface SheetRowProblem {
  readonly code: SheetCellProblem | RegisterProblem['code'] | 'not-allowed';
  readonly field: SheetField;
  /** Heading of the column; empty where the sheet has no such column. */
  readonly column: string;
  /** 0 is A; null where the sheet has no such column. */
  readonly index: number | null;
  readonly value: string;
  readonly near?: readonly string[];
  readonly data?: RegisterProblem['data'];
}

export type SheetEntry = { readonly [Kind in SheetKind]: RegisterEntries[(typeof registerOfSheet)[Kind]] };

export type ReadSheetRow<Kind extends SheetKind> =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'entry'; readonly entry: SheetEntry[Kind] }
  | { readonly kind: 'refused'; readonly problems: readonly SheetRowProblem[] };

/** What the rows of templates begin with that are no rows. */
export const exampleMark = '示例';

/** Reads the rows of a sheet one after the other: 同上 in the person's column means the row above. */
export class SheetRowReader<Kind extends SheetKind> {
  private above = { name: '', personId: '' };

  constructor(
    private readonly plan: SheetPlan & { readonly kind: Kind },
    private readonly names: SheetNames,
  ) {}

  read(row: LedgerRow): ReadSheetRow<Kind> {
    const cells = new SheetCells(this.plan, row);
    if (isNoRow(cells, row)) return { kind: 'skipped' };
    const entry = this.entryOf(cells);
    if (cells.problems.length > 0 || entry === null) return { kind: 'refused', problems: cells.problems };
    return { kind: 'entry', entry: entry as SheetEntry[Kind] };
  }

  private entryOf(cells: SheetCells): SheetEntry[SheetKind] | null {
    switch (this.plan.kind as SheetKind) {
      case 'people': {
        const name = cells.text('name');
        if (name === '') cells.add('name-missing', 'name');
        return { name };
      }
      case 'postings':
        return this.posting(cells);
      case 'links':
        return this.link(cells);
      case 'duty':
        return this.duty(cells);
    }
  }

  private posting(cells: SheetCells): SheetEntry['postings'] | null {
    const personId = this.person(cells);
    const organisationId = this.organisation(cells, true);
    const role = wordIn(cells, 'role', postingRoles, 'role-unknown');
    if (role === undefined && cells.text('role') === '') cells.add('role-missing', 'role');
    const rank = wordIn(cells, 'rank', postingRanks, 'rank-unknown') ?? null;
    const regionCode = this.regionOrSeat(cells, organisationId);
    const term = this.term(cells);
    if (personId === null || !organisationId || role === undefined || regionCode === null || !term) return null;
    return { personId, organisationId, role, rank, regionCode, ...term };
  }

  private link(cells: SheetCells): SheetEntry['links'] | null {
    const personId = this.person(cells);
    const role = wordIn(cells, 'role', linkRoleWords, 'role-unknown');
    if (role === undefined && cells.text('role') === '') cells.add('role-missing', 'role');
    const village = cells.text('region');
    if (village === '') cells.add('region-missing', 'region');
    const villageCode =
      village === '' ? null : found(cells, 'region', this.names.village(village, cells.text('township')));
    const principal = tickIn(cells.text('principal'));
    if (principal === null) cells.add('principal-unclear', 'principal');
    const term = this.term(cells);
    if (personId === null || role === undefined || villageCode === null || principal === null || !term) return null;
    return { personId, villageCode, role, principal, ...term };
  }

  private duty(cells: SheetCells): SheetEntry['duty'] | null {
    const personId = this.person(cells);
    const role = wordIn(cells, 'role', dutyRoleWords, 'role-unknown');
    if (role === undefined && cells.text('role') === '') cells.add('role-missing', 'role');
    const organisationId = this.organisation(cells, false);
    const regionCode = this.regionOrSeat(cells, organisationId);
    const term = this.term(cells);
    if (personId === null || role === undefined || organisationId === undefined || regionCode === null || !term)
      return null;
    return { personId, role, organisationId, regionCode, ...term };
  }

  private person(cells: SheetCells): string | null {
    const same = isDitto(cells.cell('name')) && cells.text('personId') === '';
    const asked = same ? this.above : { name: cells.text('name'), personId: cells.text('personId') };
    this.above = asked;
    if (asked.name === '' && asked.personId === '') return cells.add('name-missing', 'name');
    return found(cells, asked.personId === '' ? 'name' : 'personId', this.names.person(asked.name, asked.personId));
  }

  /** Null: none is named. Undefined: it is not known, or missing where it is needed. */
  private organisation(cells: SheetCells, isNeeded: boolean): string | null | undefined {
    const text = cells.text('organisation');
    if (text !== '') return found(cells, 'organisation', this.names.organisation(text)) ?? undefined;
    if (!isNeeded) return null;
    cells.add('organisation-missing', 'organisation');
    return undefined;
  }

  /** A post is for the seat of its unit unless the sheet says for where, and a unit's own roster stands there too. */
  private regionOrSeat(cells: SheetCells, organisationId: string | null | undefined): string | null {
    if (cells.text('region') !== '' || cells.text('township') !== '') return this.region(cells);
    // an organisation that is not known was told already
    if (organisationId === undefined) return null;
    const seat = this.names.knowledge.organisations.find(({ id }) => id === organisationId);
    return seat?.regionCode ?? cells.add('region-missing', 'region');
  }

  private region(cells: SheetCells): string | null {
    const [text, township] = [cells.text('region'), cells.text('township')];
    return found(cells, text === '' ? 'township' : 'region', this.names.region(text, township));
  }

  private term(cells: SheetCells): { from: number; to: number } | null {
    const { timeZone } = this.names.knowledge;
    const [day, from, to] = (['day', 'from', 'to'] as const).map((field) => this.dayOf(cells, field));
    const [first, last] = [joined(day, from), joined(day, to)];
    const isWholeDay = day && !from && !to;
    if (isWholeDay) return { from: beginningOf(day, timeZone), to: endOf(day, timeZone) };
    if (!first) {
      if (from !== null && day !== null) cells.add('date-missing', this.plan.fields.has('from') ? 'from' : 'day');
      return null;
    }
    if (last === null) return null;
    return { from: beginningOf(first, timeZone), to: last ? endOf(last, timeZone) : Infinity };
  }

  /** Undefined: nothing is written. Null: what is written is no date, and it was told. */
  private dayOf(cells: SheetCells, field: 'day' | 'from' | 'to'): SheetDay | null | undefined {
    if (!this.plan.fields.has(field)) return undefined;
    const time = field === 'day' ? null : timeIn(cells.text(field));
    if (time !== null && this.plan.fields.has('day')) return { date: '', time };
    const read = dayIn(cells.cell(field), this.plan.setting);
    if (read.kind === 'blank') return undefined;
    if (read.kind === 'day') return read.day;
    cells.add(read.code, field);
    return null;
  }
}

/** 08:30 beside a column of days is a time of that day. */
function timeIn(text: string): string | null {
  const [, hour, minute] = /^(\d{1,2})[:时](\d{2})?分?$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute ?? '00'}`;
}

function joined(day: SheetDay | null | undefined, edge: SheetDay | null | undefined): SheetDay | null | undefined {
  if (edge && edge.date === '') return day ? { date: day.date, time: edge.time } : null;
  return edge;
}

class SheetCells {
  readonly problems: SheetRowProblem[] = [];

  constructor(
    private readonly plan: SheetPlan,
    private readonly row: LedgerRow,
  ) {}

  cell(field: SheetField) {
    const index = this.plan.fields.get(field);
    return index === undefined ? undefined : this.row.cells[index];
  }

  text(field: SheetField): string {
    const cell = this.cell(field);
    return isDitto(cell) ? '' : textOf(cell);
  }

  add(code: SheetCellProblem, field: SheetField, near: readonly string[] = []): null {
    this.problems.push({ ...placeOf(this.plan, this.row, field), code, ...(near.length > 0 && { near }) });
    return null;
  }
}

function wordIn<Value extends string>(
  cells: SheetCells,
  field: SheetField,
  list: WordList<Value>,
  unknown: SheetCellProblem,
): Value | undefined {
  const text = cells.text(field);
  if (text === '') return undefined;
  const value = list.named(text);
  if (value === undefined) cells.add(unknown, field, list.near(text));
  return value;
}

function found(cells: SheetCells, field: SheetField, one: Found): string | null {
  return one.ok ? one.id : cells.add(one.code, field, one.near);
}

/** A line in which nobody is named and hardly anything stands: blank, total, signature; and the example of a template. */
function isNoRow(cells: SheetCells, row: LedgerRow): boolean {
  const filled = row.cells.filter((cell) => !isBlank(cell)).length;
  if (filled === 0 || cells.text('name').startsWith(exampleMark)) return true;
  const isRemark = row.cells.some((cell) => remark.test(textOf(cell)));
  if (isRemark && filled <= 4) return true;
  const isNamed = cells.text('name') !== '' || cells.text('personId') !== '' || isDitto(cells.cell('name'));
  return !isNamed && filled === 1;
}

const remark = /^(合计|小计|总计|共计|填表人|制表人|审核人|填报单位|填报日期|备注|注|说明)(\s*[::\d]|$)/;

/** Where a field stands in a row, for a problem that is told of it. */
export function placeOf(
  { fields, header }: SheetPlan,
  row: LedgerRow,
  field: SheetField,
): Pick<SheetRowProblem, 'field' | 'column' | 'index' | 'value'> {
  const index = fields.get(field) ?? null;
  const column = index === null ? '' : (header.columns[index]?.heading ?? '');
  return { field, column, index, value: index === null ? '' : textOf(row.cells[index]) };
}
