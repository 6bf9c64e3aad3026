import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from './checkout.js';

/** A statement kept as a file of `test/bench/reference`, so that it can be read, and run by hand, without this program. */
export function referenceSql(name: string): Promise<string> {
  return readFile(join(checkout, 'test', 'bench', 'reference', `${name}.sql`), 'utf8');
}
