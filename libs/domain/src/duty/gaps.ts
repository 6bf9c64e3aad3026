import { type Duty } from '../party/directory.js';
import { type Term } from '../register/term.js';

/** Nobody in this role is on duty for the region from–to (epoch milliseconds, to exclusive). */
export interface DutyGap extends Term {
  readonly regionCode: string;
  readonly role: Duty['role'];
}

/** A leader, a head and an officer are on duty at every instant (值班: 带班领导、负责人、值班员), at each level. */
const expected: readonly Duty['role'][] = ['leader', 'head', 'officer'];

/**
 * Where the roster of these regions has holes inside the window: for each region and role the longest stretches in which
 * nobody is on duty, in order. A unit's own roster covers no region.
 */
export function dutyGaps(regions: readonly string[], roster: readonly Duty[], window: Term): readonly DutyGap[] {
  return regions.flatMap((regionCode) =>
    expected.flatMap((role) => {
      const covered = roster.filter(
        (duty) => !duty.organisationId && duty.regionCode === regionCode && duty.role === role,
      );
      return uncovered(covered, window).map((gap) => ({ regionCode, role, ...gap }));
    }),
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
