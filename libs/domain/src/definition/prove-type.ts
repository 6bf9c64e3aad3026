import { type CaseType } from '../case/case-type.js';
import { type Policy } from '../ladder/policy.js';
import { clockAlwaysRuns } from './proof/clock-always-runs.js';
import { clocksThatEnd } from './proof/clocks-that-end.js';
import { coursesOf } from './proof/courses.js';
import { formsAreWhole } from './proof/forms-are-whole.js';
import { laddersEndWithAnother } from './proof/ladders-end-with-another.js';
import { namesExist } from './proof/names-exist.js';
import { nothingIsDead } from './proof/nothing-is-dead.js';
import { choicesOf, named, situationsOf } from './proof/situations.js';
import { waitsOnSomebody } from './proof/waits-on-somebody.js';
import { waysToAnEnd } from './proof/ways-to-an-end.js';
import { type Found, propertyOf, type Violation } from './violation.js';

/** What was looked at, and what was found; nothing found is the proof. */
export interface Proof {
  readonly violations: readonly Violation[];
  readonly states: number;
  /** Combinations of everything that a choice of the type or its policy asks for. */
  readonly situations: number;
  /** States together with what each clock does there: all that a case can come to. */
  readonly standings: number;
}

/**
 * Holds a case type with its policy against the six properties of design §5 (docs/decisions/0027-what-is-proven.md). Each
 * violation comes with the shortest course of a case that shows it.
 */
export function proofOf(type: CaseType, policy: Policy): Proof {
  const courses = coursesOf(type);
  const found = [
    ...waitsOnSomebody(type, courses),
    ...clockAlwaysRuns(type, policy, courses),
    ...laddersEndWithAnother(type, policy, courses),
    ...waysToAnEnd(type, policy, courses),
    ...clocksThatEnd(type, policy, courses),
    ...namesExist(type, policy, courses),
    ...nothingIsDead(type, policy, courses),
    ...formsAreWhole(type),
  ];
  return {
    violations: oncePerPlace(found).map((one) => ({ property: propertyOf[one.code], ...one })),
    states: type.states.size,
    situations: situationsOf(type, named(...choicesOf(type, policy).map(({ choice }) => choice))).length,
    standings: courses.standings.length,
  };
}

/** Where a case type and its policy break a property of design §5; nothing where they are proven. */
export function proveType(type: CaseType, policy: Policy): readonly Violation[] {
  return proofOf(type, policy).violations;
}

/** One violation a place and fault: the first situation and the shortest course that show it are enough to find it. */
function oncePerPlace(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ path, code, value }) => {
    const key = [path, code, value].join('|');
    return !seen.has(key) && seen.add(key);
  });
}
