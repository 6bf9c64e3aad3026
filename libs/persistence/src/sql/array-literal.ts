/** How PostgreSQL reads an array of texts: quoted where a character would mean something else. */
const needsQuotes = /[\\"{},\s]|^$|^null$/i;
const escaped = /[\\"]/g;

/**
 * The values of `rows` as an array literal of PostgreSQL. The driver writes arrays too, each element quoted and
 * searched for escapes; ids, codes and numbers, most of what a batch carries, need neither.
 */
export function arrayLiteral<Row>(rows: readonly Row[], value: (row: Row) => unknown): string {
  let literal = '{';
  for (const row of rows) literal += `${literal.length > 1 ? ',' : ''}${element(value(row))}`;
  return `${literal}}`;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'object') throw new Error('an object does not travel in an array: write it as text');
  const text = String(value);
  return needsQuotes.test(text) ? `"${text.replace(escaped, '\\$&')}"` : text;
}
