import { longestPassword, type PasswordProblem, shortestPassword } from '#domain';
import { Problem } from '../http/problem.js';

/** Too many failed attempts: how long to wait. */
export const signInLater = (seconds: number): Problem =>
  new Problem(429, 'sign-in-later', { data: { seconds }, retryAfter: seconds });

/** What is wrong with a password that somebody chose, at the field that it came in. */
export function badPassword(field: string, problem: PasswordProblem): Problem {
  const rule = { 'too-short': 'minLength', 'too-long': 'maxLength' }[problem as string] ?? `password-${problem}`;
  const limit = problem === 'too-short' ? shortestPassword : longestPassword;
  return new Problem(422, 'bad-fields', { fields: [{ field, rule, data: { limit } }] });
}
