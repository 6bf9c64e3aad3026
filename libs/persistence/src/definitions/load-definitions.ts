import { createHash } from 'node:crypto';
import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { PgAuditLog } from '../audit/pg-audit-log.js';
import { type PgTx } from '../transactions.js';
import { type DefinitionFile, type DefinitionFileProblem, type DefinitionKind } from './definition-file.js';
import { readDefinitionFiles } from './read-definition-files.js';

/** What became of a file: in force at once, waiting for a person to activate it, or known already. */
export interface LoadedDefinition extends Pick<DefinitionFile, 'kind' | 'code' | 'file'> {
  readonly hash: string;
  readonly outcome: 'activated' | 'draft' | 'known';
}

export type LoadDefinitions =
  | { readonly ok: true; readonly loaded: readonly LoadedDefinition[] }
  | { readonly ok: false; readonly problems: readonly DefinitionFileProblem[] };

const tables: Readonly<Record<DefinitionKind, string>> = {
  calendar: 'calendar_version',
  'case-type': 'case_type_version',
  policy: 'policy_version',
};

/**
 * Brings the files of configuration into a county's tables of versions. The database is the truth: a file with a new
 * content is a draft that a person activates; only a county that has no version of anything yet takes all of them in
 * force as of `now` (design §5). With a problem in any file nothing is loaded.
 */
export async function loadDefinitions(
  manager: EntityManager,
  countyCode: string,
  configDir: string,
  now: Temporal.Instant,
): Promise<LoadDefinitions> {
  const read = await readDefinitionFiles(configDir, now.toZonedDateTimeISO('UTC').toPlainDate());
  if (!read.ok) return read;
  const activatedAt = (await isEmpty(manager, countyCode)) ? now.toString() : null;
  const loaded: LoadedDefinition[] = [];
  for (const { kind, code, file, body } of read.files) {
    const text = JSON.stringify(body);
    const hash = contentHash(text);
    const inserted = (await manager.query(
      `INSERT INTO ${tables[kind]} (id, county_code, code, hash, body, activated_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (county_code, code, hash) DO NOTHING RETURNING id`,
      [v7(), countyCode, code, hash, text, activatedAt],
    )) as unknown[];
    loaded.push({
      kind,
      code,
      file,
      hash,
      outcome: inserted.length === 0 ? 'known' : activatedAt ? 'activated' : 'draft',
    });
  }
  await recordChanges({ manager, now, counties: {} }, countyCode, loaded);
  return { ok: true, loaded };
}

/** Each version that is new here is in the audit: that it came in, and whether it is in force. By the system, at a start. */
async function recordChanges(tx: PgTx, countyCode: string, loaded: readonly LoadedDefinition[]): Promise<void> {
  const entries = loaded
    .filter(({ outcome }) => outcome !== 'known')
    .map(({ kind, code, hash, outcome }) => ({
      ...{ countyCode, kind: 'configuration-changed' as const, personId: null },
      ...{ subject: { kind, id: code }, data: { hash, outcome } },
    }));
  await new PgAuditLog().record(tx, ...entries);
}

/**
 * The hash of what a file says: remarks and layout do not count. The order of its entries does, because alternatives
 * are read from top to bottom; so neither here nor in the column (`json`, not `jsonb`) are keys sorted.
 */
function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Also makes processes that start together wait for one another. */
async function isEmpty(manager: EntityManager, countyCode: string): Promise<boolean> {
  await manager.query('SELECT 1 FROM county WHERE code = $1 FOR UPDATE', [countyCode]);
  const [row] = (await manager.query(
    `SELECT ${Object.values(tables)
      .map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE county_code = $1)`)
      .join(' OR ')} AS any`,
    [countyCode],
  )) as { any: boolean }[];
  return row?.any !== true;
}
