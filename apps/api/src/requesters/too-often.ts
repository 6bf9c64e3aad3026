import { type Temporal } from 'temporal-polyfill';
import { Problem } from '../http/problem.js';

/** The answer to who has read as many requesters as an hour allows. */
export function tooOften(now: Temporal.Instant, until: Temporal.Instant): Problem {
  const seconds = Math.ceil((until.epochMilliseconds - now.epochMilliseconds) / 1000);
  return new Problem(429, 'too-many-requests', { data: { seconds }, retryAfter: seconds });
}
