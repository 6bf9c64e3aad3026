import { formatOffset, type Offset, type StepOffset } from '../span/offset.js';
import { shortestLength } from '../span/span-arithmetic.js';
import { countsDays, millisecondsOf, withAmount, type Span } from '../span/span.js';
import { dayOfShare } from './share-of-span.js';

export type LadderOrderProblem =
  | {
      readonly code: 'not-provably-increasing';
      readonly earlier: string;
      readonly later: string;
      readonly index: number;
    }
  | { readonly code: 'percent-without-span'; readonly offset: string; readonly index: number }
  | { readonly code: 'repetition-is-no-step'; readonly offset: string; readonly index: number };

export type LadderOrder = { readonly ok: true } | { readonly ok: false; readonly problem: LadderOrderProblem };

/**
 * Whether the steps of a ladder, as written, come one after another for every start, calendar and pause. `span` is the
 * clock's, null where it has a date. Days have no longest length, so "+5wd, +200h" is refused, and "+48h, +5wd" stands
 * because five working days take 96 hours at least (time.md §5).
 */
export function ladderOrder(offsets: readonly Offset[], span: Span | null): LadderOrder {
  const steps: StepOffset[] = [];
  for (const [index, offset] of offsets.entries()) {
    if (offset.kind === 'repetition')
      return refused({ code: 'repetition-is-no-step', offset: formatOffset(offset), index });
    if (offset.kind === 'share' && !span)
      return refused({ code: 'percent-without-span', offset: formatOffset(offset), index });
    steps.push(offset);
  }
  for (let index = 1; index < steps.length; index++) {
    const [earlier, later] = [steps[index - 1]!, steps[index]!];
    if (comesBefore(earlier, later, span)) continue;
    const named = { earlier: formatOffset(earlier), later: formatOffset(later) };
    return refused({ code: 'not-provably-increasing', ...named, index });
  }
  return { ok: true };
}

function refused(problem: LadderOrderProblem): LadderOrder {
  return { ok: false, problem };
}

const SIDE = { share: -1, before: -1, due: 0, after: 1 } as const;

function comesBefore(a: StepOffset, b: StepOffset, span: Span | null): boolean {
  if (SIDE[a.kind] !== SIDE[b.kind]) return SIDE[a.kind] < SIDE[b.kind];
  if (a.kind === 'share' && b.kind === 'share') return shareBefore(a.percent, b.percent, span!);
  if (a.kind === 'after' && b.kind === 'after') return surelyShorter(a.span, b.span);
  // Before due the longer distance comes first. A share lies at least so far from due as the rest of its span; pauses
  // may carry it further away, so it can be shown to come before a step, never after one.
  if (b.kind !== 'before') return false;
  if (a.kind === 'before') return surelyShorter(b.span, a.span);
  const rest = a.kind === 'share' && restOf(a.percent, span!);
  return rest ? surelyShorter(b.span, rest) : false;
}

/** Shares of days are days: 50 % and 80 % of one day are the same opening. */
function shareBefore(a: number, b: number, span: Span): boolean {
  return countsDays(span) ? dayOfShare(a, span.amount) < dayOfShare(b, span.amount) : a < b;
}

function restOf(percent: number, span: Span): Span | null {
  const rest = countsDays(span)
    ? span.amount - dayOfShare(percent, span.amount)
    : (span.amount * (100 - percent)) / 100;
  return rest > 0 ? withAmount(span, rest) : null;
}

/** Like units compare by amount; of unlike ones the shorter must be exact on the wall (h, min), as the others have no longest length. */
function surelyShorter(short: Span, long: Span): boolean {
  if (short.unit === long.unit) return short.amount < long.amount;
  return (short.unit === 'h' || short.unit === 'min') && millisecondsOf(short) < shortestLength(long);
}
