import { type Role, townshipOf } from '#domain';
import { type RegionRow } from '#persistence';
import { v7 } from 'uuid';
import { type DemonstrationFiles, type PeopleFile } from '../files.js';
import { Cast, type CastLink, type CastOrganisation, type CastPerson } from './cast.js';
import { composeOrganisations, townships } from './compose-organisations.js';
import { cut, spread } from './spread.js';
import { syntheticName } from './synthetic-name.js';

/** Somebody before being given a name. */
type Part = Omit<CastPerson, 'id' | 'name' | 'links' | 'rank'> & Partial<Pick<CastPerson, 'links' | 'rank'>>;

/** The people of the demonstration county as `people.yaml` describes them, on the divisions in force. */
export function composeCast(
  { organisations, people }: DemonstrationFiles,
  countyCode: string,
  regions: readonly RegionRow[],
): Cast {
  const villages = regions.filter(({ kind }) => kind === 'village-committee').map(({ code }) => code);
  const { named } = people.villages;
  const clerks = spread(villages, people.villages['village-clerk'], named);
  const secretaries = spread(villages, people.villages['first-secretary'], named);
  const units = composeOrganisations(organisations, countyCode, regions, [...new Set([...clerks, ...secretaries])]);
  const unit = (key: string) => units.find((one) => one.key === key)!;
  const parts = [
    ...ofCounty(people, countyCode, villages, unit),
    ...organisations.departments.flatMap(({ key }) => inUnit(unit(key), people['each-department'])),
    ...townships(regions).flatMap((code) => inUnit(unit(code), people['each-township'])),
    ...clerks.map((code) => inVillage(unit(code), 'village-clerk')),
    ...secretaries.map((code) => ({
      ...inVillage(unit(code), 'first-secretary'),
      links: [{ villageCode: code, role: 'first-secretary', principal: false } as const],
    })),
    ...instructors(people, villages, unit('organisation-department')),
  ];
  return new Cast(
    units,
    parts.map((part, index) => ({
      rank: null,
      links: [],
      ...part,
      id: v7(),
      name: syntheticName(index, people.surnames),
    })),
  );
}

/** The offices of the county; its deputy leaders share the villages, apart from those that are left unlinked. */
function ofCounty(
  people: PeopleFile,
  countyCode: string,
  villages: readonly string[],
  unit: (key: string) => CastOrganisation,
): Part[] {
  const linked = villages.filter((code) => !people.unlinked.includes(code));
  const deputies = people.county.find(({ rank }) => rank === 'deputy')?.count ?? 0;
  const areas = cut(linked, deputies);
  return people.county.flatMap(({ role, rank = null, organisation, count }) =>
    numbered(count).map((number) => ({
      key: rank === 'chief' ? 'chief-leader' : `${role}-${number}`,
      organisation: unit(organisation),
      role,
      rank,
      regionCode: countyCode,
      links: rank === 'deputy' ? areas[number - 1]!.map(leading) : [],
    })),
  );
}

function leading(villageCode: string): CastLink {
  return { villageCode, role: 'leader', principal: true };
}

function inUnit(organisation: CastOrganisation, roles: readonly { role: Role; count: number }[]): Part[] {
  const { key, regionCode } = organisation;
  return roles.flatMap(({ role, count }) =>
    numbered(count).map((number) => ({ key: `${key}/${role}-${number}`, organisation, role, regionCode })),
  );
}

function inVillage(organisation: CastOrganisation, role: Role): Part {
  return { key: `${organisation.key}/${role}-1`, organisation, role, regionCode: organisation.key };
}

/** Instructors come from the organisation department; each has neighbouring villages of one township. */
function instructors(people: PeopleFile, villages: readonly string[], organisation: CastOrganisation): Part[] {
  const { count, villages: each } = people.villages.instructor;
  return cut(villages, count).map((area, index) => {
    const mine = area.filter((code) => townshipOf(code) === townshipOf(area[0]!)).slice(0, each);
    return {
      key: `instructor-${index + 1}`,
      organisation,
      role: 'instructor',
      regionCode: townshipOf(area[0]!),
      links: mine.map((villageCode) => ({ villageCode, role: 'instructor', principal: false }) as const),
    };
  });
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
