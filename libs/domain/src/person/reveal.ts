import { type Posting, type Role } from '../party/directory.js';

/** Why somebody needs the full value; a closed list, so that it can be counted and looked into. */
export const revealReasons = [
  'contact-requester',
  'verify-on-site',
  'callback',
  'notify-result',
  'merge-or-correct',
  'legal-duty',
] as const;
export type RevealReason = (typeof revealReasons)[number];

/** The most that one person may reveal within an hour: a day's calls of an office, far from a copy of the register. */
export const revealsAnHour = 30;

/** Who may see the requester of some case whole; of which, `mayReveal` says. */
export const revealingRoles = [
  'county-office',
  'township-office',
  'handler',
  'head',
] as const satisfies readonly Role[];

/** What of a case decides who may see its requester whole. */
export interface RevealFacts {
  readonly villageCode: string;
  readonly leadOrganisationId: string | null;
  readonly confidential: boolean;
  /** The work is in the lead's hands; once the case is over, it is no longer theirs. */
  readonly open: boolean;
}

/**
 * Whether a person with these postings needs to see the requester whole: the offices of the county and of the township, and
 * the lead's handler and head while the case is theirs and not confidential (design §5, §10). Whether they see the case
 * at all, the scope has said before.
 */
export function mayReveal(postings: readonly Posting[], facts: RevealFacts): boolean {
  return postings.some(({ role, regionCode, organisationId }) => {
    switch (role) {
      case 'county-office':
      case 'township-office':
        return facts.villageCode.startsWith(regionCode);
      case 'handler':
      case 'head':
        return facts.open && !facts.confidential && organisationId === facts.leadOrganisationId;
      default:
        return false;
    }
  });
}
