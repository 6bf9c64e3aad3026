import { type ActionDefinition, type CaseType, isFrom } from '../../case/case-type.js';
import { alternativesOf, choose, type Choice, type Conditions } from '../../case/choice.js';
import { neverAct, type Party } from '../../party/party.js';

/** Whether the action waits as an application, in some case or in the one of the conditions. */
export function waitsForOthers(action: ActionDefinition, conditions?: Conditions): boolean {
  if (action.decidedBy) return true;
  return conditions
    ? choose(action.secondPerson, conditions) === true
    : alternativesOf(action.secondPerson).some(({ value }) => value);
}

/** Whether people take it: not the system or an import alone, and no party that nobody can act as. */
export function isByPeople({ by }: ActionDefinition, conditions?: Conditions): boolean {
  return partiesOf(by, conditions).some((party) => !neverAct.has(party));
}

export function isBy(party: 'system' | 'import', { by }: ActionDefinition): boolean {
  return partiesOf(by).includes(party);
}

/** Whether people can bring the action about in the state: by taking it, or by applying for it where somebody can decide. */
export function canBringAbout(
  action: ActionDefinition,
  state: string | null,
  type: CaseType,
  conditions?: Conditions,
): boolean {
  if (!isFrom(action, state, type) || !isByPeople(action, conditions)) return false;
  // an opening is nobody's to decide: there is no case yet that could wait
  if (state === null || !isSurelyApplied(action, conditions)) return true;
  return canBeDecided(state, type, conditions);
}

/** Whether an application that is made in the state can be decided there. */
export function canBeDecided(state: string, type: CaseType, conditions?: Conditions): boolean {
  const decide = type.actions.get('decide');
  return decide !== undefined && isFrom(decide, state, type) && isByPeople(decide, conditions);
}

function isSurelyApplied(action: ActionDefinition, conditions: Conditions | undefined): boolean {
  if (conditions || action.decidedBy) return waitsForOthers(action, conditions);
  return alternativesOf(action.secondPerson).every(({ value }) => value);
}

function partiesOf(choice: Choice<readonly Party[]>, conditions?: Conditions): readonly Party[] {
  return conditions ? (choose(choice, conditions) ?? []) : alternativesOf(choice).flatMap(({ value }) => value);
}
