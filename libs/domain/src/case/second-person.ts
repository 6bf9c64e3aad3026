import { type Actor, humanOf } from './decision.js';

/**
 * Whether the actor is somebody else than those who asked. Standing in changes nobody into somebody else: neither who
 * asked nor in whose name may decide, nor may anybody in the name of either.
 */
export function isSecondPerson(actor: Actor, first: readonly (string | null | undefined)[]): boolean {
  return !first.includes(actor.personId) && !first.includes(humanOf(actor));
}
