import { asWritten, type Cell, compact, type LedgerRow, textOf } from './cell.js';
import { isDitto } from './ditto.js';
import { type LedgerField } from './headings.js';
import { type RowProblem, type RowProblemCode, severityOf } from './problems.js';
import { type LedgerPlan } from './plan.js';

/** The cells of one row by field, and the problems found in them. */
export class RowCells {
  readonly problems: RowProblem[] = [];

  constructor(
    private readonly plan: LedgerPlan,
    readonly row: LedgerRow,
  ) {}

  has(field: LedgerField): boolean {
    return this.plan.fields.has(field);
  }

  /** The cell of a field; undefined where the sheet has no such column. */
  cell(field: LedgerField): Cell {
    const index = this.plan.fields.get(field);
    return index === undefined ? undefined : this.row.cells[index];
  }

  /** What a person reads in the cell; '' where there is none. */
  text(field: LedgerField): string {
    return textOf(this.cell(field));
  }

  /** The cell as written, null where the cell is blank or only marks a blank (／, 无). */
  words(field: LedgerField): string | null {
    const text = asWritten(this.cell(field));
    // Only a short text can be a mark for nothing.
    return text.length <= 12 && (/^(无|暂无|[/\\—–-]*)$/.test(compact(text)) || isDitto(text)) ? null : text;
  }

  /** Notes a problem at a field's cell; cells that hold a failed formula are named as such instead. */
  add(code: RowProblemCode, field: LedgerField, more: Pick<RowProblem, 'near' | 'otherLine'> = {}): void {
    const index = this.plan.fields.get(field) ?? null;
    const cell = this.cell(field);
    const broken = typeof cell === 'object' && cell !== null && cell.kind === 'error';
    const heading = index === null ? '' : (this.plan.header.columns[index]?.heading ?? '');
    const why = broken && code !== 'repeats-line' ? 'cell-error' : code;
    this.problems.push({
      code: why,
      severity: severityOf(why),
      field,
      column: heading,
      index,
      value: textOf(cell),
      ...more,
    });
  }

  get refused(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }
}
