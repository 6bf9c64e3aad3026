import { type Temporal } from 'temporal-polyfill';
import { type CaseType } from '../case/case-type.js';
import { type Policy } from '../ladder/policy.js';
import { hindrancesOf, type Shortcoming } from './shortcomings.js';

/** A version's coming into force; it holds until the next one of its code does. */
export interface Activated {
  readonly versionId: string;
  readonly from: Temporal.Instant;
}

/** What of a case type's versions and policies holds when, in the order of their instants. */
export interface Schedule {
  readonly types: readonly (Activated & { readonly type: CaseType })[];
  readonly policies: readonly (Activated & { readonly policy: Policy })[];
  /** Since when each calendar is in force, by its code; once there, one of its versions always is. */
  readonly calendars: ReadonlyMap<string, Temporal.Instant>;
  /** The versions that open cases are on. */
  readonly open: readonly { readonly versionId: string; readonly type: CaseType }[];
}

/** A shortcoming, and from when on which versions together would have it. */
export interface ScheduleProblem extends Shortcoming {
  readonly from: Temporal.Instant;
  readonly typeVersionId: string | null;
  readonly policyVersionId: string | null;
}

/** What is in force at an instant: of those that have begun the last; of two that begin together, the one entered last. */
export function inForceAt<T extends Activated>(activated: readonly T[], at: Temporal.Instant): T | undefined {
  return activated.reduce<T | undefined>((last, one) => {
    const hasBegun = one.from.epochMilliseconds <= at.epochMilliseconds;
    return hasBegun && (!last || one.from.epochMilliseconds >= last.from.epochMilliseconds) ? one : last;
  }, undefined);
}

/** `draft`: nobody has activated it; `waiting`: it comes into force later; `superseded`: another one followed it. */
export type VersionState = 'draft' | 'waiting' | 'active' | 'superseded';

/** How a version stands; one that comes back later waits, though it was in force before. */
export function versionStateOf(
  versionId: string,
  activated: readonly Activated[],
  now: Temporal.Instant,
): VersionState {
  if (inForceAt(activated, now)?.versionId === versionId) return 'active';
  const own = activated.filter((one) => one.versionId === versionId);
  if (own.some(({ from }) => from.epochMilliseconds > now.epochMilliseconds)) return 'waiting';
  return own.length > 0 ? 'superseded' : 'draft';
}

/**
 * What would be wrong from `now` on, at whatever instant something comes into force: the policy in force has to carry
 * the type in force, and the versions that cases are on or may be opened on until then.
 */
export function scheduleProblems(schedule: Schedule, now: Temporal.Instant): ScheduleProblem[] {
  const earlier = new Map(schedule.open.map((one) => [one.versionId, one.type]));
  const found = momentsOf(schedule, now).flatMap((at) => {
    const type = inForceAt(schedule.types, at);
    const policy = inForceAt(schedule.policies, at);
    const problems = problemsAt(at, type, policy, earlier, schedule);
    if (type) earlier.set(type.versionId, type.type);
    return problems;
  });
  return oncePerPair(found);
}

function momentsOf({ types, policies }: Schedule, now: Temporal.Instant): Temporal.Instant[] {
  const later = [...types, ...policies]
    .map(({ from }) => from)
    .filter(({ epochMilliseconds }) => epochMilliseconds > now.epochMilliseconds)
    .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
  return [now, ...later];
}

function problemsAt(
  from: Temporal.Instant,
  type: Schedule['types'][number] | undefined,
  policy: Schedule['policies'][number] | undefined,
  earlier: ReadonlyMap<string, CaseType>,
  { calendars }: Schedule,
): ScheduleProblem[] {
  const told =
    (typeVersionId: string | null) =>
    (one: Shortcoming): ScheduleProblem => ({
      ...{ ...one, from, typeVersionId },
      policyVersionId: policy?.versionId ?? null,
    });
  const needing = type?.versionId ?? [...earlier.keys()][0];
  if (!policy) return needing === undefined ? [] : [told(needing)({ path: 'policy', code: 'missing' })];
  const { calendar } = policy.policy;
  const begins = calendars.get(calendar);
  const counts = begins !== undefined && begins.epochMilliseconds <= from.epochMilliseconds;
  const carried = new Map([...earlier, ...(type ? [[type.versionId, type.type] as const] : [])]);
  return [
    ...(counts ? [] : [told(null)({ path: 'calendar', code: 'unknown-name', value: calendar })]),
    ...[...carried].flatMap(([versionId, one]) => hindrancesOf(one, policy.policy).map(told(versionId))),
  ];
}

/** One problem a pair of versions and place: it stays the same at every later instant at which they meet. */
function oncePerPair(problems: readonly ScheduleProblem[]): ScheduleProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ typeVersionId, policyVersionId, path, code, value }) => {
    const key = JSON.stringify([typeVersionId, policyVersionId, path, code, value]);
    return !seen.has(key) && seen.add(key);
  });
}
