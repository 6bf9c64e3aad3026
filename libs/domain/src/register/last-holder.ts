import { type Role } from '../party/directory.js';
import { type PostingEntry } from './entries.js';
import { collision, type RegisterProblem } from './problem.js';
import { type RegisterSurroundings } from './surroundings.js';

/** Roles that the county never goes without: every fallback chain of a case ends there (design §5). */
export const neverVacant: readonly Role[] = ['supervisor', 'county-office'];

/** A posting in one of these roles is not ended or changed before somebody else holds the role for the whole county. */
export function judgeLastHolder(
  after: PostingEntry,
  { countyCode, now, postings }: RegisterSurroundings,
  ownId: string | null,
): readonly RegisterProblem[] {
  const before = postings.find(({ id }) => id === ownId);
  if (!before || before.to <= now || !neverVacant.includes(before.role) || before.regionCode !== countyCode) return [];
  const left = leftAt(before, after, now);
  if (!left) return [];
  const isHeld = postings.some(
    ({ id, role, regionCode, from, to }) =>
      id !== ownId && role === before.role && regionCode === countyCode && from <= left.at && left.at < to,
  );
  return isHeld ? [] : [collision(left.field, 'last-holder', { role: before.role })];
}

/** From when on the place is left, and by which field; null where it is held as long as before. */
function leftAt(before: PostingEntry, after: PostingEntry, now: number): { at: number; field: string } | null {
  const begun = Math.max(before.from, now);
  if (after.role !== before.role) return { at: begun, field: 'role' };
  if (after.regionCode !== before.regionCode) return { at: begun, field: 'regionCode' };
  if (after.from > begun) return { at: begun, field: 'from' };
  return after.to < before.to ? { at: Math.max(after.to, now), field: 'to' } : null;
}
