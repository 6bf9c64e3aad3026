import { type SessionRules } from '#engine';
import { type PasswordCost } from '#identity';
import { type Environment } from '#platform';

/** How people sign in here. */
export interface SignInSettings {
  readonly sessions: SessionRules;
  /** What a password hash costs, where it is not to cost what a real installation's does. */
  readonly passwordCost?: PasswordCost;
}

/** Half an hour without use, and a working day with its evening (OWASP ASVS 3.3.2). */
export const usualSignIn: SignInSettings = { sessions: { idleMinutes: 30, hours: 12, oneAtATime: false } };

export function signInSettingsOf({ SESSION_IDLE_MINUTES, SESSION_HOURS, ONE_SESSION }: Environment): SignInSettings {
  return { sessions: { idleMinutes: SESSION_IDLE_MINUTES, hours: SESSION_HOURS, oneAtATime: ONE_SESSION } };
}
