import { millisecondsOf, type Span, type SpanUnit } from './span.js';

export type SpanProblem =
  | { readonly code: 'not-a-span'; readonly value: unknown }
  | { readonly code: 'zero-span'; readonly value: string }
  | { readonly code: 'fraction-of-days'; readonly value: string };

export type ParsedSpan =
  { readonly ok: true; readonly span: Span } | { readonly ok: false; readonly problem: SpanProblem };

/** Seven digits reach past any bound of the arithmetic; more would only leave the exact integers. */
const WRITTEN = /^(-?)(\d{1,7})(?:\.(\d{1,6}))?(wd|nd|wh|h|min)$/;

/** Reads "5wd", "-3wh", "10nd", "6.5wh", "24h", "15min". Zero is refused, and a fraction of days. */
export function parseSpan(text: unknown): ParsedSpan {
  const match = typeof text === 'string' ? WRITTEN.exec(text) : null;
  if (!match) return { ok: false, problem: { code: 'not-a-span', value: text } };
  const [value, sign, whole, fraction, unit] = match as unknown as [
    string,
    string,
    string,
    string | undefined,
    SpanUnit,
  ];
  const amount = Number(`${sign}${whole}.${fraction ?? 0}`);
  const inDays = unit === 'wd' || unit === 'nd';
  if (inDays && !Number.isInteger(amount)) return { ok: false, problem: { code: 'fraction-of-days', value } };
  const span: Span = { unit, amount };
  const nothing = inDays ? amount === 0 : millisecondsOf(span as Exclude<Span, { unit: 'wd' | 'nd' }>) === 0;
  return nothing ? { ok: false, problem: { code: 'zero-span', value } } : { ok: true, span };
}

/** The span that a literal in code writes; a literal that is none is a bug and throws. */
export function spanOf(text: string): Span {
  const parsed = parseSpan(text);
  if (!parsed.ok) throw new RangeError(`${parsed.problem.code}: ${text}`);
  return parsed.span;
}

/** Writes a span so that `parseSpan` reads the same. */
export function formatSpan({ amount, unit }: Span): string {
  // Amounts below 0.000001 would come out in exponent form; toFixed never does.
  const digits = amount.toFixed(6).replace(/\.?0+$/, '');
  return `${digits}${unit}`;
}
