import { type CaseType } from '../case/case-type.js';
import { type Conditions } from '../case/choice.js';
import { ladderOrder, type LadderOrderProblem } from '../deadline/ladder-order.js';
import { type Policy } from '../ladder/policy.js';
import { type Span } from '../span/span.js';

/** Where a policy does not carry its case type: a clock without a span, or a ladder whose steps may not come in turn. */
export interface PolicyGap {
  /** In the policy's file: `spans.handling`, `ladders.handling`. */
  readonly path: string;
  readonly code: 'no-span' | 'unknown-clock' | LadderOrderProblem['code'];
  /** The case for which it fails: `emergency, question`. */
  readonly when?: string;
  readonly steps?: readonly string[];
}

/** Every clock of the type has a span for every urgency and kind, and every ladder provably increases (design §5, 2 and 3). */
export function policyGaps(type: CaseType, policy: Policy): PolicyGap[] {
  const gaps = policy.clocks
    .filter((clock) => !type.clocks.has(clock))
    .map((clock): PolicyGap => ({ path: `spans.${clock}`, code: 'unknown-clock' }));
  for (const conditions of situationsOf(type)) {
    const when = [...conditions].join(', ');
    for (const clock of type.clocks.keys()) {
      const span = policy.spanOf(clock, conditions);
      if (!span) gaps.push({ path: `spans.${clock}`, code: 'no-span', when });
      else gaps.push(...ladderGap(clock, span, conditions, policy, when));
    }
  }
  return oncePerPlace(gaps);
}

function ladderGap(clock: string, span: Span, conditions: Conditions, policy: Policy, when: string): PolicyGap[] {
  const steps = policy.ladderOf(clock, conditions)?.steps ?? [];
  const climbed = steps.filter(({ forUnits }) => !forUnits || forUnits.includes(span.unit));
  const order = ladderOrder(
    climbed.map(({ at }) => at),
    span,
  );
  if (order.ok) return [];
  const { problem } = order;
  const named = problem.code === 'not-provably-increasing' ? [problem.earlier, problem.later] : [problem.offset];
  return [{ path: `ladders.${clock}`, code: problem.code, when, steps: named }];
}

/** Every urgency with every kind that the type's forms offer. */
function situationsOf(type: CaseType): Conditions[] {
  const kind = type.forms.kind as { readonly enum?: readonly string[] } | undefined;
  const kinds = kind?.enum ?? [];
  return type.urgencies.flatMap((urgency) =>
    kinds.length > 0 ? kinds.map((one) => new Set([urgency, one])) : [new Set([urgency])],
  );
}

/** One gap a place and fault: the first situation in which it shows is enough to find it. */
function oncePerPlace(gaps: readonly PolicyGap[]): PolicyGap[] {
  const seen = new Set<string>();
  return gaps.filter(({ path, code, steps = [] }) => {
    const key = [path, code, ...steps].join('|');
    return !seen.has(key) && seen.add(key);
  });
}
