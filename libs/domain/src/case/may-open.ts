import { type Temporal } from 'temporal-polyfill';
import { type Directory } from '../party/directory.js';
import { fills } from '../party/fills.js';
import { type CaseType } from './case-type.js';
import { choose } from './choice.js';
import { type Actor, identitiesOf } from './decision.js';

/** Whether the actor may open a case of this type somewhere: in a place of an own posting, or one that the actor is linked to. */
export function mayOpen({ actions }: CaseType, actor: Actor, directory: Directory, now: Temporal.Instant): boolean {
  const by = choose(actions.get('open')?.by ?? { among: [] }, new Set()) ?? [];
  return identitiesOf(actor).some(({ personId, postings }) => {
    const linked = personId === null ? [] : directory.linksHeldBy(personId, now);
    const places = [...postings.map(({ regionCode }) => regionCode), ...linked.map(({ villageCode }) => villageCode)];
    return places.some((villageCode) => by.some((party) => fills(party, actor, { villageCode }, directory, now)));
  });
}
