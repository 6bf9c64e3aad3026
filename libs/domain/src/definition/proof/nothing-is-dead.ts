import { type CaseType } from '../../case/case-type.js';
import { alternativesOf, type Choice, choose, type Conditions, otherwise } from '../../case/choice.js';
import { conditionsKnownTo } from '../../case/facts.js';
import { type Policy } from '../../ladder/policy.js';
import { neverAsked, type Party } from '../../party/party.js';
import { type Found } from '../violation.js';
import { type Courses } from './courses.js';
import { choicesOf, named, situationsOf } from './situations.js';
import { isByPeople, waitsForOthers } from './vocabulary.js';

/**
 * Property 6, the other way round: what is written has a use. An action that nobody can take, a clock that never runs, an
 * alternative that is never chosen and a message to nobody are mistakes of their author.
 */
export function nothingIsDead(type: CaseType, policy: Policy, courses: Courses): Found[] {
  return [
    ...neverTaken(type, courses),
    ...unusedClocks(type),
    ...choicesOf(type, policy).flatMap(({ in: file, path, choice }) =>
      neverChosen(type, choice).map((way): Found => ({
        code: 'never-chosen',
        in: file,
        path: [path, ...way].join('.'),
      })),
    ),
    ...toldNobody(type, policy),
  ];
}

/** What can only be taken in states that no case reaches is told with those states, what nobody can decide with that. */
function neverTaken({ actions, states }: CaseType, { taken, standings }: Courses): Found[] {
  const reached = new Set(standings.map(({ state }) => state));
  const decides = [...actions.values()].some((action) => waitsForOthers(action));
  return [...actions.values()]
    .filter((action) => {
      const { name, from, to } = action;
      if (name === 'decide' && !decides) return true;
      if (waitsForOthers(action) && isByPeople(action)) return false;
      if (taken.has(name)) return to === null && from !== 'any-open' && from.length === 0;
      return from === 'any-open' || from.length === 0 || from.some((state) => reached.has(state) || !states.has(state));
    })
    .map(({ name }) => ({ code: 'never-taken', in: 'case-type', path: `actions.${name}` }));
}

function unusedClocks({ clocks, states, headline }: CaseType): Found[] {
  const runs = new Set([...states.values()].flatMap((state) => state.clocks));
  return [...clocks.values()]
    .filter(({ name, of }) => of === null && name !== headline && !runs.has(name))
    .map(({ name }) => ({ code: 'unused-clock', in: 'case-type', path: `clocks.${name}` }));
}

/**
 * The alternatives that another one always goes before; `otherwise` may be there for what is not offered yet, and a
 * condition that does not exist is told as such.
 */
function neverChosen(type: CaseType, choice: Choice<unknown>): (readonly string[])[] {
  const known = new Set([...conditionsKnownTo(type), otherwise]);
  const chosen = new Set(
    situationsOf(type, named(choice)).map(({ conditions }) => wayOf(choice, conditions)?.join('.')),
  );
  return alternativesOf(choice)
    .map(({ path }) => path)
    .filter((path) => path.at(-1) !== otherwise && path.every((name) => known.has(name)))
    .filter((path) => !chosen.has(path.join('.')));
}

/** The alternatives on the way to what is chosen. */
function wayOf(choice: Choice<unknown>, conditions: Conditions): readonly string[] | undefined {
  if ('always' in choice) return [];
  const taken = choice.among.find(
    ({ when, then }) => (when === otherwise || conditions.has(when)) && choose(then, conditions) !== undefined,
  );
  return taken && [taken.when, ...wayOf(taken.then, conditions)!];
}

function toldNobody({ actions }: CaseType, policy: Policy): Found[] {
  const inVain = (file: Found['in'], path: string, parties: readonly Party[]): Found[] =>
    parties.filter((party) => neverAsked.has(party)).map((value) => ({ code: 'never-told', in: file, path, value }));
  return [
    ...[...actions.values()].flatMap(({ name, tells }) =>
      alternativesOf(tells).flatMap(({ value }) => inVain('case-type', `actions.${name}.tells`, value)),
    ),
    ...policy.ladderChoices.flatMap(({ path, choice }) =>
      alternativesOf(choice).flatMap(({ value: { steps, repeat } }) =>
        [...steps.flatMap(({ tell, inform }) => [...tell, ...inform]), ...(repeat?.tell ?? [])].flatMap((party) =>
          inVain('policy', path, [party]),
        ),
      ),
    ),
  ];
}
