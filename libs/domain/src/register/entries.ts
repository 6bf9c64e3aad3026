import { type Duty, type Link, type Posting, type Role } from '../party/directory.js';
import { type Term } from './term.js';

/** What kinds of organisation a county's registers hold (design §12). */
export const organisationKinds = [
  'leadership',
  'county-office',
  'supervision-office',
  'department',
  'township-government',
  'village-body',
  'team',
  'enterprise',
  'social-organisation',
  'utility',
  'operations',
  'administration',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** An organisation as the register keeps it. It may sit outside the county, when it serves regions inside. */
export interface OrganisationEntry extends Term {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  /** Where it sits. */
  readonly regionCode: string;
  /** Regions that it serves besides. */
  readonly serves: readonly string[];
  readonly parentId: string | null;
}

/** Somebody who works in the programme: a name, nothing more. */
export interface PersonEntry {
  readonly name: string;
}

export type PostingEntry = Omit<Posting, 'id'>;
export type LinkEntry = Link;
/** On duty for a region, or for a unit by its own roster. */
export interface DutyEntry extends Omit<Duty, 'organisationId'> {
  readonly organisationId: string | null;
}

/** The registers of people and links, each with what it enters. */
export interface RegisterEntries {
  readonly organisation: OrganisationEntry;
  readonly person: PersonEntry;
  readonly posting: PostingEntry;
  readonly link: LinkEntry;
  readonly duty: DutyEntry;
}
export type RegisterName = keyof RegisterEntries;

/** Registers whose entries begin and end; a person is entered once and for all. */
export type RegisterWithTerms = Exclude<RegisterName, 'person'>;

const everyRole: Readonly<Record<Role, true>> = {
  'county-office': true,
  supervisor: true,
  leader: true,
  'field-cadre': true,
  'first-secretary': true,
  instructor: true,
  'township-office': true,
  'village-clerk': true,
  handler: true,
  head: true,
  partner: true,
  volunteer: true,
  resident: true,
  'system-admin': true,
  'security-admin': true,
  'audit-admin': true,
};
/** Every role that a posting may have; the compiler asks for a new one here. */
export const roles = Object.keys(everyRole) as readonly Role[];

export const ranks = ['chief', 'deputy'] as const;
export const linkRoles = [
  'leader',
  'cadre',
  'first-secretary',
  'instructor',
] as const satisfies readonly Link['role'][];
export const dutyRoles = ['leader', 'head', 'officer'] as const satisfies readonly Duty['role'][];
