import { Temporal } from 'temporal-polyfill';
import { type Absence, type Directory } from './directory.js';
import { keptApart, type KeptApart } from './standing-in.js';

/** Why an absence cannot be entered. */
export type AbsenceProblem =
  | { readonly code: 'ends-before-it-begins' }
  | { readonly code: 'over-already' }
  | { readonly code: 'stands-in-for-oneself' }
  | { readonly code: 'person-without-posting' }
  | { readonly code: 'stand-in-without-posting' }
  /** Whoever enters somebody else's absence names another than themself. */
  | { readonly code: 'appoints-oneself' }
  | { readonly code: 'away-too-long' }
  | { readonly code: KeptApart }
  /** The person is away then already; from–to of that absence, epoch milliseconds. */
  | { readonly code: 'away-already'; readonly from: number; readonly to: number }
  /** At some instant the work would come back to where it started, by way of these persons. */
  | { readonly code: 'circle'; readonly through: readonly string[] };

/** Days that an absence lasts at most: nobody stands in for ever; who leaves hands over. */
export const longestAbsenceDays = 366;

/**
 * Judges an absence before it is entered, against those of its county that are known; `enteredBy` is who enters it. Null:
 * it may be entered.
 */
export function judgeAbsence(
  wish: Absence,
  known: readonly Absence[],
  directory: Directory,
  now: Temporal.Instant,
  enteredBy: string,
): AbsenceProblem | null {
  if (wish.to <= wish.from) return { code: 'ends-before-it-begins' };
  if (wish.to <= now.epochMilliseconds) return { code: 'over-already' };
  if (wish.to - wish.from > longestAbsenceDays * 86_400_000) return { code: 'away-too-long' };
  if (wish.standInId === wish.personId) return { code: 'stands-in-for-oneself' };
  if (wish.standInId === enteredBy) return { code: 'appoints-oneself' };
  const begins = Temporal.Instant.fromEpochMilliseconds(Math.max(wish.from, now.epochMilliseconds));
  if (directory.postingsOf(wish.personId, begins).length === 0) return { code: 'person-without-posting' };
  if (wish.standInId !== null && directory.postingsOf(wish.standInId, begins).length === 0) {
    return { code: 'stand-in-without-posting' };
  }
  const other = known.find((one) => one.personId === wish.personId && overlap(one, wish) !== null);
  if (other) return { code: 'away-already', from: other.from, to: other.to };
  const through = circle(wish, known);
  if (through) return { code: 'circle', through };
  const apart = keptApartAlong({ ...wish, from: begins.epochMilliseconds }, known, directory);
  return apart && { code: apart };
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

/**
 * What keeps somebody apart, at any instant of the wish, whose work would come together by it: those for whom the absent
 * person stands in as well, and those who stand in for the stand-in. There is no circle.
 */
function keptApartAlong(wish: Absence, known: readonly Absence[], directory: Directory): KeptApart | null {
  const { personId, standInId } = wish;
  if (standInId === null) return null;
  const next = (one: Absence) => one.standInId;
  const absent = along(personId, wish, known, next, ({ personId: from }) => from);
  const standIns = along(standInId, wish, known, ({ personId: from }) => from, next);
  for (const from of absent) {
    for (const to of standIns) {
      const both = overlap(from, to);
      if (!both) continue;
      for (const held of directory.postingsDuring(from.personId, both)) {
        // what the stand-in holds while this is held: the office of another time keeps nobody apart
        const apart = keptApart(directory.postingsDuring(to.personId, overlap(held, both) ?? both), [held]);
        if (apart) return apart;
      }
    }
  }
  return null;
}

type Span = Pick<Absence, 'from' | 'to'>;
type Reached = Span & { readonly personId: string };

/** The person, and whoever is reached from there by absences that last at the same time, each with when. */
function along(
  personId: string,
  { from, to }: Span,
  known: readonly Absence[],
  here: (one: Absence) => string | null,
  there: (one: Absence) => string | null,
): readonly Reached[] {
  const further = known.flatMap((one) => {
    const [both, reached] = [overlap(one, { from, to }), there(one)];
    return here(one) === personId && both && reached !== null ? along(reached, both, known, here, there) : [];
  });
  return [{ personId, from, to }, ...further];
}

function overlap(a: Span, b: Span): Span | null {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from < to ? { from, to } : null;
}
