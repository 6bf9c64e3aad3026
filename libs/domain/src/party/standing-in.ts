import { type Posting, type Role } from './posting.js';

/** They see no case, so nobody's work can fall to them, nor theirs to anybody (design §10). */
export const administrators: ReadonlySet<Role> = new Set(['system-admin', 'security-admin', 'audit-admin']);

/** Why one person's work may not fall to another. */
export type KeptApart = 'stand-in-is-administrator' | 'office-stands-in-for-supervisor';

/**
 * What keeps a stand-in apart from somebody away, by what both hold; null: the stand-in may do the work. The office that
 * accepts and dispatches cases does not supervise itself.
 */
export function keptApart(standIn: readonly Posting[], absent: readonly Posting[]): KeptApart | null {
  const holds = (postings: readonly Posting[], wanted: Role) => postings.some(({ role }) => role === wanted);
  if (standIn.some(({ role }) => administrators.has(role))) return 'stand-in-is-administrator';
  return holds(standIn, 'county-office') && holds(absent, 'supervisor') ? 'office-stands-in-for-supervisor' : null;
}
