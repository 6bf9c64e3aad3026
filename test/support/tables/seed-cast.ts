import { type DataSource } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { aPasswordNobodyKnows, county, idOf, village } from '../api/seed-county.js';
import { village as ofStories } from '../world/small-county.js';
import { castLinks, wholeCast } from './cast.js';

const own = (name: string) => idOf(`${county}/${name}`);
const since = '2020-01-01T00:00:00Z';

/** The cast of the tables as people of the small county with accounts, in the township where that county has its case. */
export async function seedCast(dataSource: DataSource): Promise<void> {
  const now = Temporal.Instant.from(since);
  const place = (region: string) => region.replace(ofStories.slice(0, 9), village.slice(0, 9));
  // in the small county the place is another leader's
  await dataSource.query('DELETE FROM link WHERE county_code = $1', [county]);
  for (const { organisationId } of wholeCast.allPostings(now))
    await dataSource.query(
      `INSERT INTO organisation (id, county_code, name, kind, region_code) VALUES ($1, $2, $3, 'department', $2)
         ON CONFLICT DO NOTHING`,
      [own(organisationId), county, organisationId],
    );
  for (const { personId, role, organisationId, regionCode, rank } of wholeCast.allPostings(now)) {
    await dataSource.query(
      'INSERT INTO person (id, county_code, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [own(personId), county, `演示·${personId}`],
    );
    await dataSource.query('DELETE FROM posting WHERE person_id = $1', [own(personId)]);
    await dataSource.query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, rank, region_code, from_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [idOf(`cast/${personId}`), county, own(personId), own(organisationId), role, rank, place(regionCode), since],
    );
    await dataSource.query(
      `INSERT INTO account (id, county_code, person_id, name, password_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING`,
      [own(`account of ${personId}`), county, own(personId), `${county}-cast-${personId}`, aPasswordNobodyKnows],
    );
  }
  for (const { personId, villageCode, role, principal } of castLinks)
    await dataSource.query(
      `INSERT INTO link (id, county_code, person_id, village_code, role, principal, from_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [idOf(`cast link/${personId}`), county, own(personId), place(villageCode), role, principal, since],
    );
}
