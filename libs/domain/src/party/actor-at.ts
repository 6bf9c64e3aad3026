import { type Temporal } from 'temporal-polyfill';
import { type Actor } from '../case/decision.js';
import { type Directory } from './directory.js';
import { administrators } from './standing-in.js';

/** A person with what they hold at the instant, and with those for whom they stand in. */
export function actorAt(personId: string, directory: Directory, now: Temporal.Instant): Actor {
  const own: Actor = { kind: 'person', personId, postings: directory.postingsOf(personId, now) };
  const standingIn = directory.stoodInForBy(personId, now).map((absent): Actor => {
    // nobody acts as an administrator in another's name: administrators hold no other role (design §10)
    const postings = directory.postingsOf(absent, now).filter(({ role }) => !administrators.has(role));
    return { kind: 'person', personId: absent, postings, actedBy: own };
  });
  return standingIn.length > 0 ? { ...own, standingIn } : own;
}
