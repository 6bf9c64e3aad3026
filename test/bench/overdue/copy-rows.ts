import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Client } from 'pg';
import { from } from 'pg-copy-streams';

/** A row in the order of the columns; null is NULL. */
export type Row = readonly (string | number | boolean | null)[];

/** Loads rows by COPY, a chunk of them a write. */
export async function copyRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>,
): Promise<void> {
  const target = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(chunks(rows)), target);
}

const rowsAChunk = 500;

function* chunks(rows: Iterable<Row>): Iterable<Buffer> {
  let chunk = '';
  let count = 0;
  for (const row of rows) {
    chunk += `${row.map(cell).join('\t')}\n`;
    if (++count % rowsAChunk > 0) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk) yield Buffer.from(chunk);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cell(value: Row[number]): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character]!);
}
