/** How PostgreSQL reads an array of texts: quoted where a character would mean something else. */
const needsQuotes = /[\\"{},\s]|^$|^null$/i;
const escaped = /[\\"]/g;

/**
 * The values of `rows` as an array literal of PostgreSQL. The driver writes arrays too, each element quoted and
 * searched for escapes; ids, codes and numbers, most of what a batch carries, need neither.
 */
export function arrayLiteral<Row>(rows: readonly Row[], value: (row: Row) => unknown, type = 'text'): string {
  const write = isBare.has(type) ? bare : element;
  let literal = '';
  let separator = '{';
  // codes, kinds and the instant of a batch repeat from row to row
  let [last, written]: [unknown, string] = [null, 'NULL'];
  for (const row of rows) {
    const next = value(row);
    if (next !== last) [last, written] = [next, write(next)];
    literal += separator + written;
    separator = ',';
  }
  return literal === '' ? '{}' : `${literal}}`;
}

/** Types whose values never hold a character that would need quotes. */
const isBare: ReadonlySet<string> = new Set(['uuid', 'int', 'boolean', 'date', 'timestamptz']);

function bare(value: unknown): string {
  return value === null || value === undefined ? 'NULL' : String(value as string | number | boolean);
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'object') throw new Error('an object does not travel in an array: write it as text');
  const text = String(value);
  return needsQuotes.test(text) ? `"${text.replace(escaped, '\\$&')}"` : text;
}
