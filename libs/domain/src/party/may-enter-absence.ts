import { type Temporal } from 'temporal-polyfill';
import { type Actor } from '../case/decision.js';
import { type Directory } from './directory.js';

/**
 * Whether the actor may enter or end this person's absence: one's own; the county office anybody's; a township office
 * those posted in its township, a head those of the unit. Standing in for somebody gives no such right.
 */
export function mayEnterAbsenceOf(
  personId: string,
  actor: Actor,
  directory: Directory,
  now: Temporal.Instant,
): boolean {
  if (actor.personId === personId) return true;
  const held = directory.postingsOf(personId, now);
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
