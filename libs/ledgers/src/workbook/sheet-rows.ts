import { type LedgerRow, type MergedRange } from '#domain';
import { type Archive } from '../container/archive.js';
import { refuse } from '../file-problem.js';
import { type LedgerLimits } from '../limits.js';
import { cellValue, type CellSetting } from './cell-value.js';
import { columnOf, rangeOf } from './references.js';
import { type Attributes, type MarkupHandler, readMarkup } from './markup.js';
import { TextOfCell } from './shared-texts.js';

/** Merged ranges are asked for by headers only; a sheet can have a hundred thousand others. */
const mergesKept = 2_000;
/** Last row that the format knows. */
const lastLine = 1_048_576;

/**
 * Reads the rows of a sheet that have something in them, in their order, a chunk of the file at a time. Rows and cells
 * without anything (formats dragged to the bottom of the sheet) cost a glance and are not handed on.
 */
export class SheetRows {
  /** Known once all rows are read: the format puts them behind the rows. */
  readonly merges: MergedRange[] = [];

  constructor(
    private readonly archive: Archive,
    private readonly part: string,
    private readonly setting: CellSetting,
    private readonly limits: LedgerLimits,
  ) {}

  /** Rows in batches as the file yields them; a batch may be empty. */
  async *batches(): AsyncGenerator<LedgerRow[]> {
    let ready: LedgerRow[] = [];
    let count = 0;
    const collect = (row: LedgerRow) => {
      if (++count > this.limits.rows)
        refuse({ code: 'too-large', limit: 'rows', allowed: this.limits.rows, part: this.part });
      ready.push(row);
    };
    for await (const _ of readMarkup(this.archive, this.part, this.#handler(collect), withoutEmptyCells)) {
      yield ready;
      ready = [];
    }
    yield ready;
  }

  #handler(collect: (row: LedgerRow) => void): MarkupHandler {
    const text = new TextOfCell(this.part, this.limits);
    let line = 0;
    let column = -1;
    let cells: LedgerRow['cells'][number][] = [];
    let filled = false;
    let cell: Attributes = {};
    let value: string | null = null;
    let inValue = false;
    let inline = false;
    let inData = false;

    return {
      open: (name, attributes) => {
        if (name === 'c' && inData) {
          cell = attributes;
          value = null;
          inline = false;
          column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
          if (column < 0) refuse({ code: 'damaged', part: this.part });
        } else if (name === 'v') {
          value = '';
          inValue = true;
        } else if (name === 'row' && inData) {
          line = attributes['r'] === undefined ? line + 1 : this.#lineOf(attributes['r'], line);
          column = -1;
          cells = [];
          filled = false;
        } else if (name === 'is') {
          inline = true;
          text.start();
        } else if (name === 'sheetData') inData = true;
        else if (name === 'mergeCell') this.#merge(attributes['ref']);
        else text.open(name);
      },
      text: (piece) => {
        if (inline) text.add(piece);
        else if (inValue) value += piece;
      },
      close: (name) => {
        if (name === 'v') inValue = false;
        else if (name === 'c' && inData) {
          const content = inline
            ? text.end()
            : value === null
              ? null
              : cellValue(cell['t'], cell['s'], value, this.setting);
          if (content === null || (typeof content === 'string' && content.trim() === '')) return;
          if (column >= this.limits.columns)
            refuse({ code: 'too-large', limit: 'columns', allowed: this.limits.columns, part: this.part });
          while (cells.length < column) cells.push(null);
          cells[column] = content;
          filled = true;
          value = null;
        } else if (name === 'row' && filled) {
          collect({ line, cells });
          filled = false;
        } else if (name === 'is') text.close(name);
        else if (name === 'sheetData') inData = false;
        else text.close(name);
      },
    };
  }

  /** Lines must rise: a file that jumps back would let one row stand for another. */
  #lineOf(written: string, previous: number): number {
    const line = Number(written);
    if (!Number.isInteger(line) || line <= previous || line > lastLine) refuse({ code: 'damaged', part: this.part });
    return line;
  }

  #merge(reference = ''): void {
    const range = rangeOf(reference);
    if (range && this.merges.length < mergesKept) this.merges.push(range);
  }
}

/**
 * Takes out cells that have a format and nothing else: sheets with formats dragged to the bottom hold millions, and a pattern
 * passes over them ten times faster than the tokenizer. Only whole cells that name their place are taken, so that no other
 * cell moves; what is cut by the end of a chunk goes the long way.
 */
function withoutEmptyCells(text: string): string {
  return text.includes('<![CDATA[') ? text : text.replace(/<c r="[A-Z]{1,3}\d+"(?: s="\d+")?\s*(?:\/>|><\/c>)/g, '');
}
