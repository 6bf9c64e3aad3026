import { type Duty } from '../party/directory.js';
import { type Term } from '../register/term.js';

/** Nobody in this role is on duty from–to (epoch milliseconds, to exclusive): for the region, or in the unit that sits there. */
export interface DutyGap extends Term {
  readonly regionCode: string;
  readonly organisationId: string | null;
  readonly role: Duty['role'];
}

/** A unit that keeps a roster of its own. */
export interface RosteredUnit {
  readonly id: string;
  readonly regionCode: string;
  /** The roles that it ever put on its roster; which ones it needs is its own affair. */
  readonly roles: readonly Duty['role'][];
}

/** A leader, a head and an officer are on duty at every instant (值班: 带班领导、负责人、值班员), at each level. */
const expected: readonly Duty['role'][] = ['leader', 'head', 'officer'];

/**
 * Where the roster has holes inside the window: for each of these regions and units, and each role, the longest stretches
 * in which nobody is on duty, in order. A unit's own roster covers no region, and a region's no unit.
 */
export function dutyGaps(
  regions: readonly string[],
  units: readonly RosteredUnit[],
  roster: readonly Duty[],
  window: Term,
): readonly DutyGap[] {
  const ofRegions = regions.flatMap((regionCode) => {
    const own = roster.filter((duty) => !duty.organisationId && duty.regionCode === regionCode);
    return holes(own, expected, window).map((hole) => ({ regionCode, organisationId: null, ...hole }));
  });
  const ofUnits = units.flatMap(({ id, regionCode, roles }) => {
    const own = roster.filter(({ organisationId }) => organisationId === id);
    // asked about a unit without any roster, all of it is a hole
    const wanted = roles.length > 0 ? expected.filter((role) => roles.includes(role)) : expected;
    return holes(own, wanted, window).map((hole) => ({ regionCode, organisationId: id, ...hole }));
  });
  return [...ofRegions, ...ofUnits];
}

function holes(own: readonly Duty[], roles: readonly Duty['role'][], window: Term) {
  return roles.flatMap((role) =>
    uncovered(
      own.filter((duty) => duty.role === role),
      window,
    ).map((gap) => ({ role, ...gap })),
  );
}

function uncovered(terms: readonly Term[], window: Term): Term[] {
  const gaps: Term[] = [];
  let reached = window.from;
  for (const { from, to } of [...terms].sort((a, b) => a.from - b.from)) {
    if (reached >= window.to) break;
    if (from > reached) gaps.push({ from: reached, to: Math.min(from, window.to) });
    reached = Math.max(reached, to);
  }
  if (reached < window.to) gaps.push({ from: reached, to: window.to });
  return gaps;
}
