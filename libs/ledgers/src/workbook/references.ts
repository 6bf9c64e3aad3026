import { type MergedRange } from '#domain';

/** Column index of a cell reference (`AB12` is 27), −1 where it is none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) return at > 0 ? column - 1 : -1;
    column = column * 26 + letter;
    if (column > 16_384) return -1;
  }
  return -1;
}

/** Letters of a column index: 27 is `AB`. */
export function columnName(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : columnName((index - rest) / 26 - 1) + letter;
}

/** Lines and columns of a range like `E3:G3`; nothing where it is none. */
export function rangeOf(reference: string): MergedRange | undefined {
  const match = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(reference);
  if (!match) return undefined;
  return {
    firstColumn: columnOf(`${match[1]}1`),
    firstLine: Number(match[2]),
    lastColumn: columnOf(`${match[3]}1`),
    lastLine: Number(match[4]),
  };
}
