import { type Absence, Directory, type Link, type ListedDuty, type Organisation, type Posting } from '#domain';

/** One small county that every story knows: a village with its leader, a township, two departments, the county's offices. */
export const county = '350123';
export const village = '350123102201';
export const otherVillage = '350123102202';

export const units = {
  office: 'u-office',
  supervision: 'u-supervision',
  township: 'u-township',
  water: 'u-water',
  roads: 'u-roads',
} as const;

export type PersonName = keyof typeof people;

const always = { from: -Infinity, to: Infinity };
const holds = (
  personId: string,
  role: Posting['role'],
  organisationId: string,
  regionCode: string,
  rank: Posting['rank'] = null,
): Posting => ({
  id: `g-${personId}`,
  personId,
  role,
  organisationId,
  regionCode,
  rank,
  ...always,
});

/** Everybody by the name that stories use; the name is the id. */
export const people = {
  clerk: holds('clerk', 'village-clerk', units.township, village),
  townshipOffice: holds('townshipOffice', 'township-office', units.township, '350123102'),
  townshipHandler: holds('townshipHandler', 'handler', units.township, '350123102'),
  countyOffice: holds('countyOffice', 'county-office', units.office, county),
  secondOfOffice: holds('secondOfOffice', 'county-office', units.office, county),
  supervisor: holds('supervisor', 'supervisor', units.supervision, county),
  leader: holds('leader', 'leader', units.office, county, 'deputy'),
  chief: holds('chief', 'leader', units.office, county, 'chief'),
  waterHandler: holds('waterHandler', 'handler', units.water, county),
  waterHead: holds('waterHead', 'head', units.water, county),
  roadsHandler: holds('roadsHandler', 'handler', units.roads, county),
  roadsHead: holds('roadsHead', 'head', units.roads, county),
  secretary: holds('secretary', 'first-secretary', units.township, village),
} as const;

const organisations: Organisation[] = Object.values(units).map((id) => ({
  id,
  name: id,
  kind: 'department',
  regionCode: county,
}));
const links: Link[] = [
  { personId: 'leader', villageCode: village, role: 'leader', principal: true, ...always },
  { personId: 'secretary', villageCode: village, role: 'first-secretary', principal: false, ...always },
];

export const smallCounty = countyWith();

/** The small county with some of its people away, with terms that end, or with duty lists. */
export function countyWith(
  absences: readonly Absence[] = [],
  terms: Partial<Readonly<Record<PersonName, { readonly to: number }>>> = {},
  duties: readonly ListedDuty[] = [],
): Directory {
  const postings = Object.entries(people).map(([name, posting]) => ({ ...posting, ...terms[name as PersonName] }));
  return new Directory(
    organisations,
    postings,
    links,
    [
      { personId: 'chief', regionCode: county, role: 'leader', ...always },
      { personId: 'countyOffice', regionCode: county, role: 'officer', ...always },
    ],
    absences,
    duties,
  );
}
