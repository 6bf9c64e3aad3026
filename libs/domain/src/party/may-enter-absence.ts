import { type Temporal } from 'temporal-polyfill';
import { type Actor } from '../case/decision.js';
import { type Absence, type Directory, type Posting, type Role } from './directory.js';

/**
 * Whether the actor may enter or end this absence: one's own; the county office anybody's; a township office that of
 * those posted in its township, a head that of those of the unit. Of a supervisor or a leader, whoever holds such a post
 * too, and no office: it would appoint who oversees it. Standing in for somebody gives no such right.
 */
export function mayEnterAbsence(
  { personId, from, to }: Omit<Absence, 'standInId'>,
  actor: Actor,
  directory: Directory,
  now: Temporal.Instant,
): boolean {
  if (actor.personId === personId) return true;
  const held = directory.postingsDuring(personId, { from: Math.max(from, now.epochMilliseconds), to });
  const overseeing = held.map(({ role }) => role).filter((role) => role === 'supervisor' || role === 'leader');
  if (overseeing.length > 0) return overseeing.every((role) => actor.postings.some((own) => mayAppointFor(role, own)));
  return actor.postings.some(({ role, regionCode, organisationId }) => {
    switch (role) {
      case 'county-office':
        return true;
      case 'township-office':
        return held.length > 0 && held.every((one) => one.regionCode.startsWith(regionCode));
      case 'head':
        return held.length > 0 && held.every((one) => one.organisationId === organisationId);
      default:
        return false;
    }
  });
}

/** For a supervisor another one or the leader above, for a leader another one or a supervisor. */
function mayAppointFor(role: Role, own: Posting): boolean {
  if (own.role === 'supervisor') return true;
  return own.role === 'leader' && (role === 'leader' || own.rank === 'chief');
}
