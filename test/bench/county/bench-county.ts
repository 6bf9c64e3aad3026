import { type DataSource } from 'typeorm';
import { county, idOf, seedCounty } from '../../support/api/seed-county.js';

/** How the bench's county is staffed, beside the small cast that every test knows. */
export const departments = 20;
export const leaders = 12;

/** The id of a named thing of the bench's county: `departmentId(3)`, `handlerId(3)`. */
export const departmentId = (n: number, code: string = county): string => idOf(`${code}/department ${n}`);
export const handlerId = (n: number, code: string = county): string => idOf(`${code}/handler ${n}`);
const headId = (n: number, code: string): string => idOf(`${code}/head ${n}`);
export const leaderId = (n: number, code: string = county): string => idOf(`${code}/leader ${n}`);

/** A county of full size: its real divisions, a head and a handler in each department, a principal leader for each village. */
export async function foundBenchCounty(dataSource: DataSource, code: string = county): Promise<void> {
  await seedCounty(dataSource, code);
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  const query = (sql: string, ...parameters: unknown[]) => dataSource.query(sql, [code, ...parameters]);
  if (code !== county) await query(divisionsLike, county);
  await query(
    `INSERT INTO organisation (id, county_code, name, kind, region_code)
     SELECT d.id, $1, '县属单位' || d.n, 'department', $1 FROM unnest($2::uuid[]) WITH ORDINALITY AS d (id, n)`,
    numbers(departments).map((n) => departmentId(n, code)),
  );
  for (const [role, idOfPerson] of [
    ['handler', handlerId],
    ['head', headId],
  ] as const) {
    await query(
      posted,
      numbers(departments).map((n) => idOfPerson(n, code)),
      numbers(departments).map((n) => departmentId(n, code)),
      role,
    );
  }
  await query(
    posted,
    numbers(leaders).map((n) => leaderId(n, code)),
    numbers(leaders).map(() => idOf(`${code}/office`)),
    'leader',
  );
  await query(
    linked,
    numbers(leaders).map((n) => leaderId(n, code)),
  );
}

/** Another county with the same shape of divisions; codes differ in their first six digits. */
const divisionsLike = `
  INSERT INTO region (code, valid_from, valid_to, county_code, name, short_name, kind, urban_rural_class)
  SELECT $1 || substr(code, 7), valid_from, valid_to, $1, name, short_name, kind, urban_rural_class
    FROM region WHERE county_code = $2`;

const posted = `
  WITH them AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS t (person_id, organisation_id, n)),
       persons AS (INSERT INTO person (id, county_code, name) SELECT person_id, $1, '演示·' || $4 || n FROM them)
  INSERT INTO posting (id, county_code, person_id, organisation_id, role, rank, region_code, from_at)
  SELECT gen_random_uuid(), $1, person_id, organisation_id, $4, CASE $4 WHEN 'leader' THEN 'deputy' END, $1, '2020-01-01Z' FROM them`;

/** Villages that nobody leads yet are dealt out to the leaders in turn. */
const linked = `
  INSERT INTO link (id, county_code, person_id, village_code, role, principal, from_at)
  SELECT gen_random_uuid(), $1, ($2::uuid[])[1 + (row_number() OVER (ORDER BY code) - 1) % cardinality($2::uuid[])], code, 'leader', true, '2020-01-01Z'
    FROM region r WHERE county_code = $1 AND length(code) = 12 AND valid_to IS NULL
     AND NOT EXISTS (SELECT FROM link l WHERE l.village_code = r.code AND l.principal)`;
