/** A line of a file of divisions: its number as an editor shows it, and its cells by heading. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Splits a CSV of divisions: `#` lines are remarks, no quoting, because no division has a comma in its name. */
export function csvLines(csv: string): CsvLine[] {
  return csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, cells: text.split(',').map((cell) => cell.trim()), text }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'))
    .map(({ line, cells }) => ({ line, cells }));
}
