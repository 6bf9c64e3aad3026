import { type ActionDefinition, type CaseType, isFrom } from '../../case/case-type.js';
import { type Conditions } from '../../case/choice.js';
import { type Policy } from '../../ladder/policy.js';
import { type Found } from '../violation.js';
import { draftingLadders } from './clock-always-runs.js';
import { type Courses, wayTo } from './courses.js';
import { faultsBySituation, named } from './situations.js';
import { canBeDecided, canBringAbout, isByPeople, waitsForOthers } from './vocabulary.js';

/**
 * Property 4: every state is reached from an opening, and from each, in every situation, people alone can lead the case to
 * a success or terminal state. What waits on a decision can be decided. A terminal state is left by nothing.
 */
export function waysToAnEnd(type: CaseType, policy: Policy, { standings, taken }: Courses): Found[] {
  const reached = new Map([...standings].reverse().map((standing) => [standing.state, standing]));
  const opens = [...taken].some((name) => isFrom(type.actions.get(name)!, null, type));
  if (!opens || reached.size === 0) return [{ code: 'nothing-opens', in: 'case-type', path: 'actions' }];
  return [
    ...[...type.states.keys()]
      .filter((state) => !reached.has(state))
      .map((state): Found => ({ code: 'unreachable', in: 'case-type', path: `states.${state}` })),
    ...deadEnds(type, reached.keys()).map(({ state, when }): Found => ({
      ...{ code: 'no-way-out', in: 'case-type', path: `states.${state}`, when },
      way: wayTo(reached.get(state)!),
    })),
    ...[...type.actions.values()].flatMap((action) => leavesTerminal(action, type)),
    ...undecided(type, policy),
  ];
}

function deadEnds(type: CaseType, states: Iterable<string>): readonly { state: string; when?: string }[] {
  const asked = named(...[...type.actions.values()].flatMap(({ by, secondPerson }) => [by, secondPerson]));
  const reached = [...states];
  return faultsBySituation(type, asked, (conditions) => {
    const leading = statesThatLeadToAnEnd(type, conditions);
    return reached.filter((state) => !leading.has(state)).map((state) => ({ state }));
  });
}

function statesThatLeadToAnEnd(type: CaseType, conditions: Conditions): ReadonlySet<string> {
  const leading = new Set([...type.states.values()].filter(({ end }) => end !== null).map(({ name }) => name));
  const moves = [...type.actions.values()].filter(({ to }) => to !== null);
  for (let before = -1; before < leading.size;) {
    before = leading.size;
    for (const state of type.states.keys()) {
      if (moves.some((action) => leading.has(action.to!) && canBringAbout(action, state, type, conditions)))
        leading.add(state);
    }
  }
  return leading;
}

function leavesTerminal({ name, from }: ActionDefinition, { states }: CaseType): Found[] {
  if (from === 'any-open') return [];
  return from
    .filter((state) => states.get(state)?.end === 'terminal')
    .map((state) => ({ code: 'terminal-is-left', in: 'case-type', path: `actions.${name}.from`, value: state }));
}

/** An application without an action `decide` where it is made, a draft order that nobody may issue or drop. */
function undecided(type: CaseType, policy: Policy): Found[] {
  const applied = [...type.actions.values()].filter((action) => waitsForOthers(action));
  const decidesOrders = (effect: 'issue-order' | 'drop-order') =>
    [...type.actions.values()].some((action) => action.effects.includes(effect) && isByPeople(action));
  return [
    ...applied.flatMap((action): Found[] => {
      const state = [...type.states.keys()].find((one) => isFrom(action, one, type) && !canBeDecided(one, type));
      return state === undefined
        ? []
        : [{ code: 'never-decided', in: 'case-type', path: `actions.${action.name}`, value: state }];
    }),
    ...draftingLadders(type, policy).flatMap((path): Found[] =>
      decidesOrders('issue-order') && decidesOrders('drop-order')
        ? []
        : [{ code: 'never-decided', in: 'policy', path, value: 'order' }],
    ),
  ];
}
