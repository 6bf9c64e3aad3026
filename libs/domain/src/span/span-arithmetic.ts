import { countsDays, millisecondsOf, withAmount, type Span, type SpanUnit } from './span.js';

export type ExtensionProblem =
  { readonly code: 'another-unit'; readonly unit: SpanUnit; readonly by: SpanUnit } | { readonly code: 'not-longer' };

/** The span of an approved extension: longer in its own unit (10wd + 5wd = 15wd). Another unit is refused, h and min too. */
export function extendSpan(span: Span, by: Span): { ok: true; span: Span } | { ok: false; problem: ExtensionProblem } {
  if (span.unit !== by.unit) return { ok: false, problem: { code: 'another-unit', unit: span.unit, by: by.unit } };
  if (by.amount <= 0) return { ok: false, problem: { code: 'not-longer' } };
  return { ok: true, span: withAmount(span, span.amount + by.amount) };
}

/** Half the first span for a new round after dissatisfaction; days are whole and rounded up (5wd → 3wd, 72h → 36h). */
export function halfSpan(span: Span): Span {
  const half = Math.abs(span.amount) / 2;
  return withAmount(span, Math.sign(span.amount) * (countsDays(span) ? Math.ceil(half) : half));
}

/**
 * The least wall-clock time, in milliseconds, that a span can take: n days may begin in the last minute of a day, so
 * they take at least n − 1 of 24 hours; n working hours take n hours where the office never shuts. There is no longest.
 */
export function shortestLength(span: Span): number {
  if (countsDays(span)) return (Math.abs(span.amount) - 1) * 24 * 3_600_000;
  return Math.abs(millisecondsOf(span));
}
