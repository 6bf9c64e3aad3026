import { Temporal } from 'temporal-polyfill';
import { type Absence, type Directory, type Role } from './directory.js';

/** Why an absence cannot be entered. */
export type AbsenceProblem =
  | { readonly code: 'ends-before-it-begins' }
  | { readonly code: 'over-already' }
  | { readonly code: 'stands-in-for-oneself' }
  | { readonly code: 'person-without-posting' }
  | { readonly code: 'stand-in-without-posting' }
  | { readonly code: 'stand-in-is-administrator' }
  /** The person is away then already; from–to of that absence, epoch milliseconds. */
  | { readonly code: 'away-already'; readonly from: number; readonly to: number }
  /** At some instant the work would come back to where it started, by way of these persons. */
  | { readonly code: 'circle'; readonly through: readonly string[] };

const administrators: ReadonlySet<Role> = new Set(['system-admin', 'security-admin', 'audit-admin']);

/** Judges an absence before it is entered, against those of its county that are known. Null: it may be entered. */
export function judgeAbsence(
  wish: Absence,
  known: readonly Absence[],
  directory: Directory,
  now: Temporal.Instant,
): AbsenceProblem | null {
  if (wish.to <= wish.from) return { code: 'ends-before-it-begins' };
  if (wish.to <= now.epochMilliseconds) return { code: 'over-already' };
  if (wish.standInId === wish.personId) return { code: 'stands-in-for-oneself' };
  const begins = Temporal.Instant.fromEpochMilliseconds(Math.max(wish.from, now.epochMilliseconds));
  if (directory.postingsOf(wish.personId, begins).length === 0) return { code: 'person-without-posting' };
  if (wish.standInId !== null) {
    const held = directory.postingsOf(wish.standInId, begins);
    if (held.length === 0) return { code: 'stand-in-without-posting' };
    if (held.some(({ role }) => administrators.has(role))) return { code: 'stand-in-is-administrator' };
  }
  const other = known.find((one) => one.personId === wish.personId && overlap(one, wish) !== null);
  if (other) return { code: 'away-already', from: other.from, to: other.to };
  const through = circle(wish, known);
  return through ? { code: 'circle', through } : null;
}

/** The way along which the work would come back to the absent person at some instant; null where it never does. */
function circle(wish: Absence, known: readonly Absence[]): readonly string[] | null {
  const follow = (personId: string | null, span: Span, way: readonly string[]): readonly string[] | null => {
    if (personId === null) return null;
    if (personId === wish.personId) return way;
    for (const one of known) {
      if (one.personId !== personId || way.includes(personId)) continue;
      const both = overlap(one, span);
      const found = both && follow(one.standInId, both, [...way, personId]);
      if (found) return found;
    }
    return null;
  };
  return follow(wish.standInId, wish, []);
}

type Span = Pick<Absence, 'from' | 'to'>;

function overlap(a: Span, b: Span): Span | null {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from < to ? { from, to } : null;
}
