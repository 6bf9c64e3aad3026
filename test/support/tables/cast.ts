import { type Actor, actorAt, Directory, type Link, type Organisation, type Posting, system } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { county, otherVillage, village } from '../world/small-county.js';

const always = { from: -Infinity, to: Infinity };
const township = '350123102';

/** Everybody of design §10 towards one case, by name: role, unit, region, rank. Whoever is `else` something has it elsewhere. */
const postings = {
  countyOffice: ['county-office', 'u-office', county],
  secondOfOffice: ['county-office', 'u-office', county],
  supervisor: ['supervisor', 'u-supervision', county],
  chief: ['leader', 'u-leaders', county, 'chief'],
  // a county leader who is not linked to the village, and two without that rank: the village's, and a project's
  countyLeader: ['leader', 'u-leaders', county, 'deputy'],
  linkedLeader: ['leader', 'u-assembly', county],
  projectLeader: ['leader', 'u-conference', county],
  leaderElsewhere: ['leader', 'u-congress', county],
  fieldCadre: ['field-cadre', 'u-cadres', village],
  firstSecretary: ['first-secretary', 'u-organisation', village],
  instructor: ['instructor', 'u-school', village],
  townshipOffice: ['township-office', 'u-township', township],
  townshipElsewhere: ['township-office', 'u-township-elsewhere', '350123200'],
  clerk: ['village-clerk', 'u-township', village],
  clerkElsewhere: ['village-clerk', 'u-township', otherVillage],
  leadHandler: ['handler', 'u-water', county],
  leadHead: ['head', 'u-water', county],
  handlerElsewhere: ['handler', 'u-power', county],
  headElsewhere: ['head', 'u-power', county],
  coHandler: ['handler', 'u-roads', county],
  partner: ['partner', 'u-partner', county],
  volunteer: ['volunteer', 'u-volunteers', village],
  // who asked, and somebody of the same village
  resident: ['resident', 'u-village', village],
  neighbour: ['resident', 'u-village', village],
  systemAdmin: ['system-admin', 'u-office', county],
  securityAdmin: ['security-admin', 'u-office', county],
  auditAdmin: ['audit-admin', 'u-office', county],
} as const satisfies Record<string, readonly [Posting['role'], string, string, Posting['rank']?]>;

type Person = keyof typeof postings;

/** Who may be asked to act: every person of the county, the system itself, a ledger import. */
export type Role = Person | 'system' | 'import';

const people = Object.entries(postings).map(([personId, [role, organisationId, regionCode, rank = null]]): Posting => ({
  ...{ id: `g-${personId}`, personId, role, organisationId, regionCode, rank: rank as Posting['rank'] },
  ...always,
}));

export const roles: readonly Role[] = [...(Object.keys(postings) as Person[]), 'system', 'import'];

const link = (personId: Person, role: Link['role'], villageCode: string = village): Link => ({
  ...{ personId, villageCode, role, principal: role === 'leader' },
  ...always,
});

export const castLinks: readonly Link[] = [
  link('linkedLeader', 'leader'),
  link('leaderElsewhere', 'leader', otherVillage),
  link('firstSecretary', 'first-secretary'),
  link('instructor', 'instructor'),
];

export const wholeCast = new Directory(
  [...new Set(people.map(({ organisationId }) => organisationId))].map((id): Organisation => ({
    id,
    name: id,
    kind: 'department',
    regionCode: county,
  })),
  people,
  castLinks,
  [{ personId: 'chief', regionCode: county, role: 'leader', ...always }],
);

export function actorOf(role: Role, now: Temporal.Instant): Actor {
  if (role === 'system') return system;
  if (role === 'import') return { kind: 'import', personId: null, postings: [] };
  return actorAt(role, wholeCast, now);
}
