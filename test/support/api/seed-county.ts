import { createHash } from 'node:crypto';
import { loadDefinitions, loadRegions, readRegions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type DataSource } from 'typeorm';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configDirectory } from '../../../apps/composition/src/index.js';

export const county = '350123';
/** A village of 中房镇 and one of 白塔乡, as the statistical office codes them. */
export const village = '350123103201';
export const villageElsewhere = '350123200201';

/** An id that a name always gives. */
/** Without a password an account would open nothing; this is the hash of one that was thrown away. */
export const aPasswordNobodyKnows =
  '$argon2id$v=19$m=1024,t=1,p=1$S94uBnx179KTGmEuTyRBDw$w0cRwIqfvkIHSQZ6Zc20e8NCKtnIKtfSKimtt9uHDaQ';

export const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const units = {
  office: '县办公室',
  supervision: '县督查室',
  township: '中房镇政府',
  elsewhere: '白塔乡政府',
  water: '县水利局',
  roads: '县交通运输局',
};
export type UnitName = keyof typeof units;

/** Everybody by name: role, unit, region, rank. Synthetic. */
const people = {
  clerk: ['village-clerk', 'township', village],
  townshipOffice: ['township-office', 'township', '350123103'],
  clerkElsewhere: ['village-clerk', 'elsewhere', villageElsewhere],
  townshipElsewhere: ['township-office', 'elsewhere', '350123200'],
  countyOffice: ['county-office', 'office', county],
  secondOfOffice: ['county-office', 'office', county],
  supervisor: ['supervisor', 'supervision', county],
  leader: ['leader', 'office', county, 'deputy'],
  otherLeader: ['leader', 'office', county, 'deputy'],
  chief: ['leader', 'office', county, 'chief'],
  waterHandler: ['handler', 'water', county],
  waterHead: ['head', 'water', county],
  roadsHandler: ['handler', 'roads', county],
  roadsHead: ['head', 'roads', county],
  secretary: ['first-secretary', 'township', village],
  systemAdmin: ['system-admin', 'office', county],
  auditAdmin: ['audit-admin', 'office', county],
} as const satisfies Record<string, readonly [string, UnitName, string, string?]>;
export type PersonName = keyof typeof people;
export const personNames = Object.keys(people) as PersonName[];

/** A small county with real divisions and definitions and synthetic people, all in force since 2020. */
export async function seedCounty(dataSource: DataSource, code: string = county): Promise<void> {
  const own = (name: string) => idOf(`${code}/${name}`);
  const place = (region: string) => code + region.slice(6);
  await dataSource.transaction(async (manager) => {
    const since = '2020-01-01T00:00:00Z';
    await manager.query('INSERT INTO county (code, name, demonstration) VALUES ($1, $2, true)', [code, `县${code}`]);
    if (code === county) {
      const read = readRegions(await readFile(join(configDirectory, 'regions', `${code}.csv`), 'utf8'));
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      await loadRegions(manager, read.rows);
    }
    for (const [name, label] of Object.entries(units)) {
      await manager.query(
        'INSERT INTO organisation (id, county_code, name, kind, region_code) VALUES ($1, $2, $3, $4, $2)',
        [own(name), code, label, 'department'],
      );
    }
    for (const [name, [role, unit, region, rank]] of Object.entries(people) as [
      PersonName,
      readonly [string, UnitName, string, string?],
    ][]) {
      await manager.query('INSERT INTO person (id, county_code, name) VALUES ($1, $2, $3)', [
        own(name),
        code,
        `演示·${name}`,
      ]);
      await manager.query(
        'INSERT INTO posting (id, county_code, person_id, organisation_id, role, rank, region_code, from_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
        [own(`posting of ${name}`), code, own(name), own(unit), role, rank ?? null, place(region), since],
      );
      await manager.query(
        'INSERT INTO account (id, county_code, person_id, name, password_hash) VALUES ($1, $2, $3, $4, $5)',
        [own(`account of ${name}`), code, own(name), `${code}-${name}`, aPasswordNobodyKnows],
      );
    }
    for (const [person, at, role, principal] of [
      ['leader', village, 'leader', true],
      ['otherLeader', villageElsewhere, 'leader', true],
      ['secretary', village, 'first-secretary', false],
    ] as const) {
      await manager.query(
        'INSERT INTO link (id, county_code, person_id, village_code, role, principal, from_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [own(`link of ${person}`), code, own(person), place(at), role, principal, since],
      );
    }
    await manager.query(
      `INSERT INTO duty_roster (id, county_code, person_id, region_code, role, from_at, to_at) VALUES ($1, $2, $3, $2, 'leader', $4, '2040-01-01')`,
      [own('duty'), code, own('chief'), since],
    );
    const loaded = await loadDefinitions(manager, code, configDirectory, Temporal.Instant.from(since));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  });
}
