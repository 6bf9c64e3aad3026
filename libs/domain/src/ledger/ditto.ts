import { type Cell, compact, textOf } from './cell.js';

/** True for a cell that says "the same as above" in so many words or marks; a blank is not one by itself. */
export function isDitto(cell: Cell): boolean {
  return (
    // The longest mark has five characters; spaced out, not three times as many.
    typeof cell === 'string' &&
    cell.length <= 12 &&
    dittos.has(
      compact(textOf(cell))
        .toLowerCase()
        .replace(/[()（）]/g, ''),
    )
  );
}

// NFKC turns 〃 into itself and ＂ into "; both curly quotes appear because input methods type them.
const dittos = new Set([
  '同上',
  '同前',
  '上同',
  '同上行',
  '同上一行',
  '〃',
  '"',
  '""',
  '”',
  '“',
  "''",
  '’’',
  '″',
  '′′',
  '々',
  '仝上',
  '仝',
  '同',
  '..',
  'ditto',
  'do.',
  '-"-',
]);
