import { type Temporal } from 'temporal-polyfill';
import { type Actor } from '../case/decision.js';
import { type Directory, type Role } from './directory.js';

/** Nobody acts as an administrator in another's name: no one holds two of these roles (design §10). */
const never: ReadonlySet<Role> = new Set(['system-admin', 'security-admin', 'audit-admin']);

/** A person with what they hold at the instant, and with those for whom they stand in. */
export function actorAt(personId: string, directory: Directory, now: Temporal.Instant): Actor {
  const own: Actor = { kind: 'person', personId, postings: directory.postingsOf(personId, now) };
  const standingIn = directory.stoodInForBy(personId, now).map((absent): Actor => {
    const postings = directory.postingsOf(absent, now).filter(({ role }) => !never.has(role));
    return { kind: 'person', personId: absent, postings, actedBy: own };
  });
  return standingIn.length > 0 ? { ...own, standingIn } : own;
}
