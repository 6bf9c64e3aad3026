import { type CaseType, hasDate } from '../case/case-type.js';
import { type Conditions } from '../case/choice.js';
import { conditionsKnownTo } from '../case/facts.js';
import { ladderOrder, type LadderOrderProblem } from '../deadline/ladder-order.js';
import { nearestTo } from '../ledger/near.js';
import { type Policy } from '../ladder/policy.js';
import { type Span } from '../span/span.js';

/** Where a policy does not carry its case type: a clock without a span, or with one beside its date, a name of nothing, steps that may not come in turn. */
export interface PolicyGap {
  /** In the policy's file: `spans.handling`, `ladders.handling`. */
  readonly path: string;
  readonly code: 'no-span' | 'span-of-a-date' | 'unknown-clock' | 'unknown-condition' | LadderOrderProblem['code'];
  /** The name that means nothing here, and what its author may have meant. */
  readonly value?: string;
  readonly suggestion?: string;
  /** The case for which it fails: `emergency, question`. */
  readonly when?: string;
  readonly steps?: readonly string[];
}

/** Every clock of the type has a span for every urgency and kind, and every ladder provably increases (design §5, 2 and 3). */
export function policyGaps(type: CaseType, policy: Policy): PolicyGap[] {
  const gaps: PolicyGap[] = [
    ...unknownClocks('spans', policy.clocks, type),
    ...unknownClocks('ladders', policy.climbed, type),
    ...unknownConditions(type, policy),
  ];
  for (const conditions of situationsOf(type)) {
    const when = [...conditions].join(', ');
    for (const [clock, definition] of type.clocks) {
      const span = policy.spanOf(clock, conditions);
      if (hasDate(type, definition)) {
        if (span) gaps.push({ path: `spans.${clock}`, code: 'span-of-a-date' });
        gaps.push(...ladderGap(clock, null, conditions, policy, when));
      } else if (!span) gaps.push({ path: `spans.${clock}`, code: 'no-span', when });
      else gaps.push(...ladderGap(clock, span, conditions, policy, when));
    }
  }
  return oncePerPlace(gaps);
}

function unknownClocks(part: 'spans' | 'ladders', named: readonly string[], { clocks }: CaseType): PolicyGap[] {
  return named
    .filter((clock) => !clocks.has(clock))
    .map((clock) => ({
      path: `${part}.${clock}`,
      code: 'unknown-clock',
      value: clock,
      suggestion: nearestTo(clock, clocks.keys(), 1)[0],
    }));
}

function unknownConditions(type: CaseType, policy: Policy): PolicyGap[] {
  const known = conditionsKnownTo(type);
  return policy
    .conditionsNamed()
    .filter(({ name }) => !known.has(name))
    .map(({ path, name }) => ({
      path,
      code: 'unknown-condition',
      value: name,
      suggestion: nearestTo(name, known, 1)[0],
    }));
}

function ladderGap(
  clock: string,
  span: Span | null,
  conditions: Conditions,
  policy: Policy,
  when: string,
): PolicyGap[] {
  const steps = policy.ladderOf(clock, conditions)?.steps ?? [];
  const climbed = steps.filter(({ forUnits }) => !forUnits || (span && forUnits.includes(span.unit)));
  const order = ladderOrder(
    climbed.map(({ at }) => at),
    span,
  );
  if (order.ok) return [];
  const { problem } = order;
  const named = problem.code === 'not-provably-increasing' ? [problem.earlier, problem.later] : [problem.offset];
  return [{ path: `ladders.${clock}`, code: problem.code, when, steps: named }];
}

/** Every urgency with every kind and tier that the type's forms offer; before it is accepted a case has no tier. */
function situationsOf({ urgencies, kinds, tiers }: CaseType): Conditions[] {
  const named = tiers.map((tier) => `tier-${tier.toLowerCase()}`);
  return orNone(urgencies).flatMap((urgency) =>
    orNone(kinds).flatMap((kind) => [null, ...named].map((tier) => asConditions([urgency, kind, tier]))),
  );
}

function orNone(offered: readonly string[]): readonly (string | null)[] {
  return offered.length > 0 ? offered : [null];
}

function asConditions(names: readonly (string | null)[]): Conditions {
  return new Set(names.filter((name) => name !== null));
}

/** One gap a place and fault: the first situation in which it shows is enough to find it. */
function oncePerPlace(gaps: readonly PolicyGap[]): PolicyGap[] {
  const seen = new Set<string>();
  return gaps.filter(({ path, code, steps = [] }) => {
    const key = [path, code, ...steps].join('|');
    return !seen.has(key) && seen.add(key);
  });
}
