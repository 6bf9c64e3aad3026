import { actorAt, Directory, type Link, type Posting, type Role } from '#domain';
import { scopeAt } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { type Route } from './routes.js';
import { type Belonging, belongingOf } from './resources.js';

/** Where a thing lies as somebody in a village sees it: one's own, of the township, of the county, of another county. */
export const places = ['own', 'township', 'county', 'abroad'] as const;
export type Place = (typeof places)[number];

/** What a call comes to, before anything is looked at but who calls and what is named. */
export type Outcome = 'open' | 'judged' | 'hidden' | 'closed' | 'signed-out';

export const roles: readonly Role[] = [
  'county-office',
  'supervisor',
  'leader',
  'township-office',
  'village-clerk',
  'field-cadre',
  'first-secretary',
  'instructor',
  'handler',
  'head',
  'partner',
  'volunteer',
  'resident',
  'system-admin',
  'security-admin',
  'audit-admin',
];

/** What is to come of a route when a role (null: a stranger) names a thing that lies there. */
export function outcomeOf(route: Route, role: Role | null, place: Place): Outcome {
  if (route.open) return 'open';
  if (role === null) return 'signed-out';
  if (!route.roles.includes(role)) return 'closed';
  const reached = route.params.map(({ of }) => reachOf(belongingOf(route.path, of), role, place));
  return reached.find((one) => one === 'hidden') ?? reached.find((one) => one === 'judged') ?? 'open';
}

function reachOf(belonging: Belonging | undefined, role: Role, place: Place): Outcome {
  switch (belonging) {
    case 'case':
      return seesCase(role, place) ? 'open' : 'hidden';
    case 'county':
      return place === 'abroad' ? 'hidden' : 'open';
    case 'area':
      return place === 'abroad' || (place === 'county' && regionOf(role) !== county) ? 'hidden' : 'open';
    case 'own':
      return place === 'own' ? 'open' : 'hidden';
    case 'office':
      return place === 'own' || (place !== 'abroad' && ['county-office', 'system-admin'].includes(role)) ? 'open' : 'hidden'; // prettier-ignore
    case 'judged':
      return place === 'abroad' ? 'hidden' : 'judged';
    case 'filter':
    case 'word':
    case undefined:
      return 'open';
  }
}

const county = '350123';
export const standing = {
  own: '350123103201',
  township: '350123103202',
  county: '350123200201',
  abroad: '350122103201',
} as const satisfies Readonly<Record<Place, string>>;

/** The region of a role's posting: as wide as such a posting is made. */
export function regionOf(role: Role): string {
  if (role === 'township-office') return standing.own.slice(0, 9);
  return ['village-clerk', 'field-cadre', 'first-secretary', 'instructor', 'resident'].includes(role)
    ? standing.own
    : county;
}

/** Roles whose people are linked to the village. */
export const linkedAs: Partial<Readonly<Record<Role, Link['role']>>> = {
  leader: 'leader',
  'first-secretary': 'first-secretary',
  instructor: 'instructor',
};

const now = Temporal.Instant.fromEpochMilliseconds(0);
const always = { from: -Infinity, to: Infinity };

/**
 * Whether somebody in this role, and in no other, sees a case there. The case that is one's own lies in the village, was
 * asked for by the resident, and is assigned to the unit; the others are assigned to nobody.
 */
function seesCase(role: Role, place: Place): boolean {
  const posting: Posting = { id: '', personId: role, organisationId: 'unit', role, rank: role === 'leader' ? 'deputy' : null, regionCode: regionOf(role), ...always }; // prettier-ignore
  const link = linkedAs[role];
  const links: Link[] = link ? [{ personId: role, villageCode: standing.own, role: link, principal: false, ...always }] : []; // prettier-ignore
  const directory = new Directory([], [posting], links, []);
  const [view] = scopeAt(county, actorAt(role, directory, now), directory, now).views;
  if (!view || !standing[place].startsWith(county)) return false;
  const isOwn = place === 'own';
  return (
    view.regions.some((region) => standing[place].startsWith(region)) ||
    view.villages.includes(standing[place]) ||
    (isOwn && view.organisations.includes('unit')) ||
    (isOwn && view.ownRequests)
  );
}
