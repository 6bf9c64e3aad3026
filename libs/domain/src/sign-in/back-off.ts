/** How a key of sign-in attempts is slowed down: an account's name, an address, a browser that has been here. Seconds. */
export interface BackOff {
  /** Failures that cost nothing: a person mistypes. */
  readonly free: number;
  /** The delay after the first failure beyond; it doubles with each further one. */
  readonly first: number;
  /** Never longer: an attacker must not be able to shut an account for good. */
  readonly longest: number;
  /** Failures are forgotten when nothing was tried for so long. */
  readonly forgotten: number;
}

/** Failed attempts of one key, and when the last one was (epoch milliseconds). */
export interface Attempts {
  readonly failures: number;
  readonly lastAt: number;
}

export type AttemptDecision =
  | { readonly kind: 'wait'; readonly seconds: number }
  /** May be tried; until it has succeeded it counts as a failure, so that attempts sent at once are not free. */
  | { readonly kind: 'try'; readonly failures: number; readonly thenWait: number };

/** Whether a sign-in may be tried at `now` (epoch milliseconds), or how many whole seconds it has to wait. */
export function judgeAttempt({ failures, lastAt }: Attempts, now: number, rule: BackOff): AttemptDecision {
  const isForgotten = now - lastAt >= rule.forgotten * 1000;
  const counted = isForgotten ? 0 : failures;
  const left = lastAt + delayAfter(counted, rule) * 1000 - now;
  if (counted > 0 && left > 0) return { kind: 'wait', seconds: Math.ceil(left / 1000) };
  return { kind: 'try', failures: counted + 1, thenWait: delayAfter(counted + 1, rule) };
}

/** Seconds to wait after so many failures in a row. */
export function delayAfter(failures: number, { free, first, longest }: BackOff): number {
  return failures <= free ? 0 : Math.min(longest, first * 2 ** Math.min(failures - free - 1, 30));
}

/**
 * Of one account: at most a hundred guesses a day (NIST SP 800-63B §5.2.2 asks for fewer than that in a row), and never
 * more than a quarter of an hour to wait.
 */
export const accountBackOff: BackOff = { free: 4, first: 15, longest: 15 * 60, forgotten: 24 * 3600 };

/** Of one address: an office of a hundred people behind it mistypes more often than one person. */
export const addressBackOff: BackOff = { free: 30, first: 5, longest: 5 * 60, forgotten: 3600 };
