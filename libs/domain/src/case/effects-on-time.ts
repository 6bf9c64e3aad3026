import { type Temporal } from 'temporal-polyfill';
import { type ClockState, keyOf } from '../clock/clock.js';
import { deadlineOf } from '../deadline/index.js';
import { extendSpan, formatSpan, halfSpan, parseSpan, type Span } from '../span/index.js';
import { type CaseType } from './case-type.js';
import { type Conditions } from './choice.js';
import { type DecisionContext } from './decision.js';
import { type ClockOrder, type Effect } from './effect.js';
import { instantOrNull, text } from './event-data.js';
import { type EventData } from './event.js';
import { type CaseFacts, conditionsOf } from './facts.js';

/** Effects that change how long a case may take (time.md §4–5). What was reckoned is in the event, so that replay agrees. */
export const effectsOnTime = {
  /** The span grows in its own unit from the same start; original and approved deadline are both kept. */
  extend: {
    prepare: ({ span }, { type, clocks }) => {
      const [headline, by] = [headlineIn(type, clocks), parseSpan(text(span))];
      const longer = headline?.span && by.ok ? extendSpan(headline.span, by.span) : null;
      return longer?.ok ? { measured: [{ clock: type.headline, span: formatSpan(longer.span) }] } : {};
    },
    apply: (facts, { data }) => ({ ...facts, extensions: [...facts.extensions, text(data.span)] }),
    clocks: (_before, { data }) => measured(data.measured),
  },

  /** Every clock counts by the span of the new class from its own start. A rise leaves at least that class's receipt span from now. */
  'set-urgency': {
    prepare: ({ urgency }, context, facts) =>
      facts ? { measured: measuredFor(text(urgency), facts, context.clocks, context) } : {},
    apply: (facts, { data }) => ({ ...facts, urgency: text(data.urgency) }),
    clocks: (_before, { data }) => measured(data.measured),
  },
} as const satisfies Readonly<Record<string, Effect>>;

/** The headline's span in a round after the first: half, whole days rounded up (time.md §4). Null where the policy gives none. */
export function restOfRound({ type, policy, conditions }: DecisionContext): Span | null {
  const span = policy.spanOf(type.headline, conditions);
  return span ? halfSpan(span) : null;
}

/** Whether the second urgency is more pressing: forms offer the most pressing first. */
export function isRise({ urgencies }: CaseType, from: string, to: string): boolean {
  return urgencies.indexOf(to) < urgencies.indexOf(from);
}

/** The spans by which clocks that go on count from now on, the case being of this urgency. */
export function measuredFor(
  urgency: string,
  facts: CaseFacts,
  clocks: readonly ClockState[],
  context: DecisionContext,
): EventData[] {
  const conditions = conditionsOf({ ...facts, urgency }, context.now);
  const notBefore = isRise(context.type, facts.urgency, urgency) ? leastOf(conditions, context) : null;
  const spans = clocks.flatMap((clock) => remeasured(clock, facts, conditions, context) ?? []);
  return spans.map((one) => ({ ...one, ...(notBefore && { notBefore: notBefore.toString() }) }));
}

interface Measured {
  readonly clock: string;
  readonly span: string;
}

/** A clock that counts by another span or climbs another ladder under these conditions; null where nothing changes. */
function remeasured(
  clock: ClockState,
  facts: CaseFacts,
  conditions: Conditions,
  context: DecisionContext,
): Measured | null {
  if (clock.status === 'stopped' || !clock.span) return null;
  const { policy, type } = context;
  const isHeadline = clock.name === type.headline && clock.subject === '';
  const first = policy.spanOf(clock.name, conditions);
  if (!first) return null;
  const span = isHeadline ? extended(facts.round > 1 ? halfSpan(first) : first, facts.extensions) : first;
  const climbs = policy.ladderOf(clock.name, conditions) !== policy.ladderOf(clock.name, context.conditions);
  return climbs || formatSpan(span) !== formatSpan(clock.span) ? { clock: keyOf(clock), span: formatSpan(span) } : null;
}

/** With the extensions granted so far; one in another unit lengthens nothing. */
function extended(span: Span, extensions: readonly string[]): Span {
  return extensions.reduce<Span>((longer, written) => {
    const by = parseSpan(written);
    const sum = by.ok ? extendSpan(longer, by.span) : null;
    return sum?.ok ? sum.span : longer;
  }, span);
}

function leastOf(conditions: Conditions, { policy, calendar, now }: DecisionContext): Temporal.Instant | null {
  const window = policy.window('raised', conditions);
  const least = window && deadlineOf(now, window, calendar);
  return least?.ok ? least.due : null;
}

/** The orders of an event that measures clocks anew. */
export function measured(data: unknown): ClockOrder[] {
  if (!Array.isArray(data)) return [];
  return data.map((one: Record<string, unknown>) => {
    const [clock = '', subject] = text(one.clock).split(':');
    const notBefore = instantOrNull(one.notBefore);
    return { order: 'measure', clock, subject, span: text(one.span), ...(notBefore && { notBefore }) };
  });
}

function headlineIn({ headline }: CaseType, clocks: readonly ClockState[]): ClockState | undefined {
  return clocks.find(({ name, subject }) => name === headline && subject === '');
}
