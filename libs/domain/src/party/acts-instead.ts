import { type Actor } from '../case/decision.js';
import { type CaseFacts } from '../case/facts.js';
import { fills } from './fills.js';
import { offices, type Party } from './party.js';
import { type Surroundings, whoIsAsked } from './who-is.js';

/**
 * Whether the actor may act because all offices that should are vacant or keep out, and this is the next one above
 * (decision 0024). Without it a case would wait for somebody who may do nothing. Units, leaders and villages have no
 * such substitute: what they say nobody else can say.
 */
export function actsInstead(by: readonly Party[], actor: Actor, facts: CaseFacts, around: Surroundings): boolean {
  const named = offices.findLastIndex((office) => by.includes(office));
  if (named < 0 || offices.some((office) => by.includes(office) && isFilled(office, facts, around))) return false;
  const next = offices.slice(named + 1).find((office) => isFilled(office, facts, around));
  return next !== undefined && fills(next, actor, facts, around.directory, around.now);
}

function isFilled(office: Party, facts: CaseFacts, around: Surroundings): boolean {
  return whoIsAsked(office, facts, around).length > 0;
}
