import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { PgAuditLog } from '../audit/pg-audit-log.js';
import { type PgTx } from '../transactions.js';
import { type DefinitionFile, type DefinitionFileProblem } from './definition-file.js';
import { PgDefinitionVersions } from './pg-definition-versions.js';
import { readDefinitionFiles } from './read-definition-files.js';
import { tables } from './tables.js';

/** What became of a file: in force at once, waiting for a person to activate it, or known already. */
export interface LoadedDefinition extends Pick<DefinitionFile, 'kind' | 'code' | 'file'> {
  readonly hash: string;
  readonly outcome: 'activated' | 'draft' | 'known';
}

export type LoadDefinitions =
  | { readonly ok: true; readonly loaded: readonly LoadedDefinition[] }
  | { readonly ok: false; readonly problems: readonly DefinitionFileProblem[] };

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
  const tx: PgTx = { manager, now, counties: {} };
  const versions = new PgDefinitionVersions();
  // also makes processes that start together wait for one another
  await versions.takeTurn(tx, countyCode);
  const isFirst = await isEmpty(manager, countyCode);
  const loaded: LoadedDefinition[] = [];
  for (const { kind, code, file, body } of read.files) {
    const { version, isNew } = await versions.enter(tx, { countyCode, kind, code, body, personId: null });
    if (isNew && isFirst) await versions.activate(tx, version, { versionId: version.id, from: now }, null);
    loaded.push({
      ...{ kind, code, file, hash: version.hash },
      outcome: isNew ? (isFirst ? 'activated' : 'draft') : 'known',
    });
  }
  await recordChanges(tx, countyCode, loaded);
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

/** Whether the county has no version of anything yet. */
async function isEmpty(manager: EntityManager, countyCode: string): Promise<boolean> {
  const [row] = (await manager.query(
    `SELECT ${Object.values(tables)
      .map(({ versions }) => `EXISTS (SELECT 1 FROM ${versions} WHERE county_code = $1)`)
      .join(' OR ')} AS any`,
    [countyCode],
  )) as { any: boolean }[];
  return row?.any !== true;
}
