import { townshipOf } from '#domain';
import { type RegionRow } from '#persistence';
import { v7 } from 'uuid';
import { type OrganisationsFile, type WrittenOrganisation } from '../files.js';
import { type CastOrganisation } from './cast.js';

/** The units of the county: its own, the departments, one government a township, one body for each of `villages`. */
export function composeOrganisations(
  file: OrganisationsFile,
  countyCode: string,
  regions: readonly RegionRow[],
  villages: readonly string[],
): CastOrganisation[] {
  const names = new Map(regions.map(({ code, name, shortName }) => [code, { name, shortName: shortName ?? name }]));
  const ofCounty = (kind: string) => (unit: WrittenOrganisation) => ({
    ...unit,
    id: v7(),
    kind: unit.kind ?? kind,
    regionCode: countyCode,
  });
  return [
    ...file.county.map(ofCounty('office')),
    ...file.departments.map(ofCounty('department')),
    ...townships(regions).map((code): CastOrganisation => {
      const named = (pattern: string) => pattern.replace('{township}', names.get(code)!.name);
      const { kind, name, aliases } = file.township;
      return { id: v7(), key: code, kind, name: named(name), aliases: aliases.map(named), regionCode: code };
    }),
    ...villages.map((code): CastOrganisation => {
      const { kind, name } = file.village;
      const full = name
        .replace('{township}', names.get(townshipOf(code))!.name)
        .replace('{village}', names.get(code)!.name);
      return { id: v7(), key: code, kind, name: full, aliases: [names.get(code)!.shortName], regionCode: code };
    }),
  ];
}

/** The townships that have a government: not the quasi ones of the statistics. */
export function townships(regions: readonly RegionRow[]): string[] {
  return regions.filter(({ code, kind }) => code.length === 9 && kind !== 'quasi-township').map(({ code }) => code);
}
