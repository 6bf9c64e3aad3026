import { type Posting, type Role } from '../party/directory.js';
import { type PostingEntry } from './entries.js';
import { collision, type RegisterProblem } from './problem.js';
import { type RegisterSurroundings } from './surroundings.js';

/** Roles that the county never goes without: every fallback chain of a case ends there (design §5). */
export const neverVacant = ['supervisor', 'county-office'] as const satisfies readonly Role[];

type Held = Pick<Posting, 'role' | 'regionCode' | 'from' | 'to'>;

/**
 * The role that a change of postings would leave empty: at some instant from `now` on (epoch milliseconds) somebody holds
 * it for the whole county before the change, and nobody after it. Null: neither. What is empty already is no reason to
 * refuse a change.
 */
export function leftVacant(
  before: readonly Held[],
  after: readonly Held[],
  countyCode: string,
  now: number,
): (typeof neverVacant)[number] | null {
  // between two of these instants nothing changes
  const instants = [now, ...[...before, ...after].flatMap(({ from, to }) => [from, to])].filter((at) => at >= now);
  const isHeld = (all: readonly Held[], role: Role, at: number) =>
    all.some((one) => one.role === role && one.regionCode === countyCode && one.from <= at && at < one.to);
  const isLeft = (role: Role) => instants.some((at) => isHeld(before, role, at) && !isHeld(after, role, at));
  return neverVacant.find(isLeft) ?? null;
}

/** A posting of the register is not ended, changed or withdrawn (`after` null) where that leaves such a place empty. */
export function judgeLastHolder(
  after: PostingEntry | null,
  { countyCode, now, postings }: RegisterSurroundings,
  ownId: string | null,
): readonly RegisterProblem[] {
  const before = postings.find(({ id }) => id === ownId);
  if (!before) return [];
  const others = postings.filter((one) => one !== before);
  const role = leftVacant(postings, after ? [...others, after] : others, countyCode, now);
  return role ? [collision(changedField(before, after, now), 'last-holder', { role })] : [];
}

/** By which field the place is left. */
function changedField(before: PostingEntry, after: PostingEntry | null, now: number): string {
  if (after === null) return 'at';
  if (after.role !== before.role) return 'role';
  if (after.regionCode !== before.regionCode) return 'regionCode';
  return after.from > Math.max(before.from, now) ? 'from' : 'to';
}
