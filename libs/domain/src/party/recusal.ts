import { type Temporal } from 'temporal-polyfill';
import { type CaseFacts } from '../case/facts.js';
import { type Directory, type Posting } from './directory.js';

/** Who may not be the accused of a case that somebody sees or handles: units, and persons. */
export interface Recusal {
  readonly organisations: readonly string[];
  readonly persons: readonly string[];
}

/** Whom a complaint accuses. */
export type Accused = Pick<CaseFacts, 'accusedOrganisationId' | 'accusedPersonId'>;

/**
 * Whose complaints a person keeps out of (design §5): those against a unit that the person sits in, and against
 * whoever sits there now. The leader above the supervisors ends every chain, and keeps out only where accused himself.
 */
export function recusalOf(personId: string, directory: Directory, now: Temporal.Instant): Recusal {
  const units = directory.postingsOf(personId, now).filter((posting) => !endsTheChain(posting));
  const organisations = [...new Set(units.map(({ organisationId }) => organisationId))];
  const colleagues = organisations.flatMap((unit) => directory.postingsIn(unit, now).map((one) => one.personId));
  return { organisations, persons: [...new Set([personId, ...colleagues])] };
}

/** Whether the person keeps out of the case. */
export function isRecused(personId: string, accused: Accused, directory: Directory, now: Temporal.Instant): boolean {
  if (accused.accusedOrganisationId === null && accused.accusedPersonId === null) return false;
  const { organisations, persons } = recusalOf(personId, directory, now);
  return (
    (accused.accusedOrganisationId !== null && organisations.includes(accused.accusedOrganisationId)) ||
    (accused.accusedPersonId !== null && persons.includes(accused.accusedPersonId))
  );
}

/** Whether the accused is the unit itself or sits in it: then it may not handle the case. */
export function isAccusedUnit(
  organisationId: string,
  accused: Accused,
  directory: Directory,
  now: Temporal.Instant,
): boolean {
  return (
    accused.accusedOrganisationId === organisationId ||
    (accused.accusedPersonId !== null &&
      directory.postingsOf(accused.accusedPersonId, now).some((posting) => posting.organisationId === organisationId))
  );
}

function endsTheChain({ role, rank }: Posting): boolean {
  return role === 'leader' && rank === 'chief';
}
