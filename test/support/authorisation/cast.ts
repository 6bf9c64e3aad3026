import { type Role } from '#domain';
import { type DataSource } from 'typeorm';
import { linkedAs, regionOf, roles, standing } from '../../../apps/api/src/authorisation/reach.js';
import { aPasswordNobodyKnows, idOf, type PersonName, seedCounty } from '../api/seed-county.js';

/** The county of which nobody of the own county may learn anything. */
export const abroad = '350122';

/** Whoever holds this role and no other, in the village of the matrix. */
export const holderOf = (role: Role): PersonName => `the ${role}` as PersonName;
/** Somebody whose things may be ended and changed without taking anything from the others. */
export const spare = 'somebody to spare';
/** The unit to which one's own case is assigned. */
export const ownUnit = 'unit of the matrix';
export const spareUnit = 'unit to spare';

/** One person a role in the own county and abroad, each in the same place and the same unit. */
export async function seedEveryRole(dataSource: DataSource, county: string): Promise<void> {
  await seedCounty(dataSource, abroad);
  await dataSource.query(
    `INSERT INTO region (code, valid_from, county_code, name, kind)
     SELECT $1 || substr(code, 7), valid_from, $1, name, kind FROM region WHERE county_code = $2 AND valid_to IS NULL`,
    [abroad, county],
  );
  for (const code of [county, abroad]) {
    await people(dataSource, code);
    await thingsToSpare(dataSource, code);
  }
}

async function people(dataSource: DataSource, code: string): Promise<void> {
  const id = (name: string) => idOf(`${code}/${name}`);
  const place = (region: string) => code + region.slice(6);
  const insert = inserting(dataSource);
  for (const name of [ownUnit, spareUnit])
    await insert('organisation', { id: id(name), county_code: code, name, kind: 'department', region_code: code });
  for (const role of roles) {
    const name = holderOf(role);
    const posting = { county_code: code, person_id: id(name), organisation_id: id(ownUnit), role, region_code: place(regionOf(role)) }; // prettier-ignore
    await insert('person', { id: id(name), county_code: code, name: `演示·${role}` });
    await insert('posting', { id: id(`posting of ${name}`), ...posting, from_at: since });
    await insert('account', { id: id(`account of ${name}`), county_code: code, person_id: id(name), name: `${code}-${name}`, password_hash: aPasswordNobodyKnows }); // prettier-ignore
    const link = { county_code: code, person_id: id(name), village_code: place(standing.own), role: linkedAs[role] };
    if (link.role) await insert('link', { id: id(`link of ${name}`), ...link, principal: false, from_at: since });
  }
}

/** What routes end, close or change while they are walked: each a thing of somebody whom nobody needs. */
async function thingsToSpare(dataSource: DataSource, code: string): Promise<void> {
  const id = (name: string) => idOf(`${code}/${name}`);
  const own = { county_code: code, person_id: id(spare) };
  const insert = inserting(dataSource);
  await insert('person', { id: id(spare), county_code: code, name: '演示·备用' });
  await insert('posting', { id: id(`posting of ${spare}`), ...own, organisation_id: id(spareUnit), role: 'village-clerk', region_code: code + standing.own.slice(6), from_at: since }); // prettier-ignore
  await insert('account', {
    id: id(`account of ${spare}`),
    ...own,
    name: `${code}-spare`,
    password_hash: aPasswordNobodyKnows,
  });
  await insert('link', { id: id(`link of ${spare}`), ...own, village_code: code + standing.own.slice(6), role: 'cadre', principal: false, from_at: since }); // prettier-ignore
  await insert('duty_roster', { id: id(`duty of ${spare}`), ...own, region_code: code, role: 'officer', from_at: since, to_at: '2040-01-01' }); // prettier-ignore
  await insert('absence', { id: id(`absence of ${spare}`), ...own, from_at: since, to_at: '2040-01-01', entered_by: id(spare) }); // prettier-ignore
  await insert('region_edition', { id: id('edition'), ...own, valid_from: '2019-01-01', file_name: 'e.csv', state: 'done', changes: '[]', moves: '[]', created_at: since }); // prettier-ignore
}

const since = '2020-01-01T00:00:00Z';

function inserting(dataSource: DataSource) {
  return (table: string, row: Readonly<Record<string, unknown>>) =>
    dataSource.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_, i) => `$${i + 1}`)})`, // prettier-ignore
      Object.values(row),
    );
}
