import { type RegisterEntries, type RegisterName } from './entries.js';
import { judgeDuty } from './judge-duty.js';
import { judgeLink } from './judge-link.js';
import { judgeOrganisation } from './judge-organisation.js';
import { judgePosting } from './judge-posting.js';
import { judgeLastHolder } from './last-holder.js';
import { type RegisterProblem } from './problem.js';
import { type RegisterSurroundings } from './surroundings.js';

type Judges = {
  readonly [Name in RegisterName]: (
    entry: RegisterEntries[Name],
    around: RegisterSurroundings,
    ownId?: string | null,
  ) => readonly RegisterProblem[];
};

const judges: Judges = {
  organisation: judgeOrganisation,
  // a name is all there is, and two persons may share one
  person: () => [],
  posting: judgePosting,
  link: judgeLink,
  duty: judgeDuty,
};

/**
 * What stands against an entry, as it would be after the change; nothing where it may be written. `ownId` where the
 * entry is in the register already and is corrected or ended.
 */
export function judgeEntry<Name extends RegisterName>(
  register: Name,
  entry: RegisterEntries[Name],
  around: RegisterSurroundings,
  ownId: string | null = null,
): readonly RegisterProblem[] {
  return judges[register](entry, around, ownId);
}

/** What stands against withdrawing an entry that has not begun: others may count on it. */
export function judgeWithdrawal(
  register: RegisterName,
  around: RegisterSurroundings,
  ownId: string,
): readonly RegisterProblem[] {
  return register === 'posting' ? judgeLastHolder(null, around, ownId) : [];
}

/** The surroundings with one more entry in them, against which the next of the same batch is judged. */
export function withEntry<Name extends RegisterName>(
  around: RegisterSurroundings,
  register: Name,
  id: string,
  entry: RegisterEntries[Name],
): RegisterSurroundings {
  const kept = { ...entry, id } as never;
  switch (register) {
    case 'organisation':
      return { ...around, organisations: [...around.organisations, kept] };
    case 'person':
      return { ...around, persons: new Set([...around.persons, id]) };
    case 'posting':
      return { ...around, postings: [...around.postings, kept] };
    case 'link':
      return { ...around, links: [...around.links, kept] };
    case 'duty':
      return { ...around, duties: [...around.duties, kept] };
  }
}
