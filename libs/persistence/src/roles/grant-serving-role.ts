import pg from 'pg';

interface Table {
  readonly name: string;
  readonly appendOnly: boolean;
}

/**
 * Gives the role that serves what it needs, run by the owner after every migration: it reads and writes rows and owns
 * nothing. From a table that is append-only by trigger it may not change or take away a row either, so that two guards
 * stand before the past, and only the owner could lift one of them.
 */
export async function grantServingRole(owner: pg.Client, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role);
  const { rows: tables } = await owner.query<Table>(tablesOfTheProduct);
  await owner.query(
    [
      'BEGIN',
      `GRANT USAGE ON SCHEMA public TO ${to}`,
      `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to}`,
      ...tables.map((table) => `GRANT ${rightsOn(table)} ON ${pg.escapeIdentifier(table.name)} TO ${to}`),
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to}`,
      'COMMIT',
    ].join(';\n'),
  );
}

function rightsOn({ name, appendOnly }: Table): string {
  // which migrations have run is the owner's to say
  if (name === 'migration') return 'SELECT';
  return appendOnly ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
}

const tablesOfTheProduct = `
  SELECT c.relname AS name,
         EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = to_regproc('is_append_only')::oid) AS "appendOnly"
    FROM pg_class c
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
   ORDER BY 1`;
