export { formatOffset, offsetOf, parseOffset, type Offset, type OffsetProblem, type StepOffset } from './offset.js';
export { formatSpan, parseSpan, spanOf, type ParsedSpan, type SpanProblem } from './parse-span.js';
export {
  countsDays,
  type ClockTime,
  type NaturalDays,
  type Span,
  type SpanUnit,
  type WorkingDays,
  type WorkingTime,
} from './span.js';
export { extendSpan, halfSpan, shortestLength, type ExtensionProblem } from './span-arithmetic.js';
