import { type Client } from 'pg';

/** What is a copy's own; every other column is the model's. */
const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cases: { id: 'k.copy', number: `m.number || '-' || k.n` },
  case_event: { case_id: 'k.copy' },
  case_text: { id: 'uuidv7()', case_id: 'k.copy' },
  clock: { case_id: 'k.copy' },
  timer: { case_id: 'k.copy' },
  notification: { id: 'uuidv7()', case_id: 'k.copy' },
};

/**
 * As the superuser, for whom references are not checked again on every copied row. Copies every case of the database with all its rows until there are `count`, and takes the statistics anew. The
 * models stay as they are, their timers apart: those are withdrawn, so that the copies alone fall due.
 */
export async function multiplyCases(client: Client, count: number): Promise<void> {
  await client.query('SET session_replication_role = replica');
  const { rows } = await client.query<{ models: number }>('SELECT count(*)::int AS models FROM cases');
  await client.query(`CREATE TEMPORARY TABLE copies AS
    SELECT id AS model, n, uuidv7() AS copy FROM generate_series(1, ${Math.ceil(count / rows[0]!.models)}) n, cases
     ORDER BY n, id LIMIT ${count}`);
  await client.query('ANALYZE copies');
  for (const [table, columns] of Object.entries(own)) await copyRows(client, table, columns);
  await client.query(
    `UPDATE timer SET decision = 'skipped: model' WHERE decision IS NULL AND case_id IN (SELECT model FROM copies)`,
  );
  await client.query('DROP TABLE copies');
  await client.query('VACUUM (ANALYZE)');
}

async function copyRows(client: Client, table: string, own: Readonly<Record<string, string>>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_identity = 'NO'`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const key = table === 'cases' ? 'id' : 'case_id';
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map((name) => own[name] ?? `m.${name}`).join(', ')}
       FROM copies k JOIN ${table} m ON m.${key} = k.model ORDER BY k.copy`,
  );
}
