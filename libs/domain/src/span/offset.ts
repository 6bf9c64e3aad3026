import { formatSpan, parseSpan, type SpanProblem } from './parse-span.js';
import { type Span } from './span.js';

/** Where a step of a ladder stands: by a share of the span used, or by its distance from the due instant. */
export type StepOffset =
  | { readonly kind: 'due' }
  | { readonly kind: 'before' | 'after'; readonly span: Span }
  | { readonly kind: 'share'; readonly percent: number };

/** A step, or the `number`-th repetition of a ladder's last step: `+20wd#1`. */
export type Offset = StepOffset | { readonly kind: 'repetition'; readonly of: StepOffset; readonly number: number };

export type OffsetProblem =
  | SpanProblem
  | { readonly code: 'not-an-offset'; readonly value: unknown }
  | { readonly code: 'percent-out-of-range'; readonly value: string };

type Parsed<T> = { readonly ok: true; readonly offset: T } | { readonly ok: false; readonly problem: OffsetProblem };

/** Reads "-2wd", "due", "+12h", "50%", "+20wd#1". The span of a step is kept positive; `kind` says on which side it lies. */
export function parseOffset(text: unknown): Parsed<Offset> {
  if (typeof text !== 'string') return { ok: false, problem: { code: 'not-an-offset', value: text } };
  const repeated = /^(.+)#([1-9]\d{0,5})$/.exec(text);
  if (!repeated) return parseStep(text);
  const step = parseStep(repeated[1]!);
  if (!step.ok) return { ok: false, problem: { ...step.problem, value: text } };
  return { ok: true, offset: { kind: 'repetition', of: step.offset, number: Number(repeated[2]) } };
}

function parseStep(text: string): Parsed<StepOffset> {
  if (text === 'due') return { ok: true, offset: { kind: 'due' } };
  const share = /^(\d{1,3})%$/.exec(text);
  if (share) {
    const percent = Number(share[1]);
    // 0 % is the start and 100 % the due itself; neither is a warning before due.
    if (percent < 1 || percent > 99) return { ok: false, problem: { code: 'percent-out-of-range', value: text } };
    return { ok: true, offset: { kind: 'share', percent } };
  }
  const side = text[0] === '-' ? 'before' : text[0] === '+' ? 'after' : null;
  if (!side || text[1] === '-') return { ok: false, problem: { code: 'not-an-offset', value: text } };
  const parsed = parseSpan(text.slice(1));
  if (parsed.ok) return { ok: true, offset: { kind: side, span: parsed.span } };
  const { code } = parsed.problem;
  return { ok: false, problem: { code: code === 'not-a-span' ? 'not-an-offset' : code, value: text } };
}

/** The offset that a literal in code writes; a literal that is none is a bug and throws. */
export function offsetOf(text: string): Offset {
  const parsed = parseOffset(text);
  if (!parsed.ok) throw new RangeError(`${parsed.problem.code}: ${text}`);
  return parsed.offset;
}

/** Writes an offset so that `parseOffset` reads the same: the name of a step in its timer. */
export function formatOffset(offset: Offset): string {
  switch (offset.kind) {
    case 'due':
      return 'due';
    case 'share':
      return `${offset.percent}%`;
    case 'before':
      return `-${formatSpan(offset.span)}`;
    case 'after':
      return `+${formatSpan(offset.span)}`;
    case 'repetition':
      return `${formatOffset(offset.of)}#${offset.number}`;
  }
}
