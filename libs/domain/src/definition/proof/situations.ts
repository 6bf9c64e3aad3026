import { type CaseType } from '../../case/case-type.js';
import { type Choice, type Conditions, conditionsNamedIn, otherwise } from '../../case/choice.js';
import { conditionsKnownTo } from '../../case/facts.js';
import { type Policy } from '../../ladder/policy.js';

/** What is true of a case, as far as a question depends on it. */
export interface Situation {
  readonly conditions: Conditions;
  /** How it is told, a word a dimension: `emergency`, `no tier`. */
  readonly words: readonly string[];
}

/** One value of each; null: none of them. */
interface Dimension {
  readonly values: readonly (string | null)[];
  readonly none: string;
}

/**
 * Every combination of what the named conditions tell apart: a case has one urgency, one kind, at most one tier and one
 * outcome, and everything else holds or does not. What no choice names cannot change what is chosen, so it is left out.
 */
export function situationsOf(type: CaseType, named: Iterable<string>): readonly Situation[] {
  const asked = new Set(named);
  const relevant = dimensionsOf(type).filter(({ values }) =>
    values.some((value) => value !== null && asked.has(value)),
  );
  return relevant.reduce<Situation[]>(
    (situations, { values, none }) =>
      situations.flatMap(({ conditions, words }) =>
        values.map((value) => ({
          conditions: value === null ? conditions : new Set([...conditions, value]),
          words: [...words, value ?? none],
        })),
      ),
    [{ conditions: new Set(), words: [] }],
  );
}

/**
 * Each fault once, with the first situation in which it shows: `emergency, question, tier-a`. What does not matter for it
 * is left out; nothing is left where it shows in any. Equal faults are the same one.
 */
export function faultsBySituation<Fault>(
  type: CaseType,
  named: Iterable<string>,
  faultsIn: (conditions: Conditions) => readonly Fault[],
): readonly (Fault & { readonly when?: string })[] {
  const situations = situationsOf(type, named);
  const shown = new Map<string, { readonly fault: Fault; readonly where: Situation[] }>();
  for (const situation of situations) {
    for (const fault of faultsIn(situation.conditions)) {
      const key = JSON.stringify(fault);
      const known = shown.get(key) ?? { fault, where: [] };
      shown.set(key, known);
      known.where.push(situation);
    }
  }
  return [...shown.values()].map(({ fault, where }) => ({ ...fault, when: toldShortly(where, situations) }));
}

/** A word that can be left out, because it shows with any other in its place too, is. */
function toldShortly(where: readonly Situation[], all: readonly Situation[]): string | undefined {
  const shows = new Set(where);
  const first = where[0]!.words;
  const kept = first.reduce<readonly number[]>(
    (needed, _word, dropped) => {
      const others = needed.filter((at) => at !== dropped);
      const alike = all.filter(({ words }) => others.every((at) => words[at] === first[at]));
      return alike.every((one) => shows.has(one)) ? others : needed;
    },
    first.map((_word, at) => at),
  );
  return kept.length === 0 ? undefined : kept.map((at) => first[at]).join(', ');
}

/** The conditions that choices name. */
export function named(...choices: readonly (Choice<unknown> | null)[]): string[] {
  return choices.flatMap((choice) => (choice === null ? [] : conditionsNamedIn(choice, '').map(({ name }) => name)));
}

/** A choice of a type or a policy, and where it is written. */
export interface PlacedChoice {
  readonly in: 'case-type' | 'policy';
  readonly path: string;
  readonly choice: Choice<unknown>;
}

/** Every choice of a type and its policy. */
export function choicesOf({ states, clocks, actions }: CaseType, policy: Policy): readonly PlacedChoice[] {
  const ofType = [
    ...[...states.values()].map(({ name, waitsOn }) => ({ path: `states.${name}.waits-on`, choice: waitsOn })),
    ...[...clocks.values()].flatMap(({ name, waitsOn }) =>
      waitsOn ? [{ path: `clocks.${name}.waits-on`, choice: waitsOn }] : [],
    ),
    ...[...actions.values()].flatMap(({ name, by, tells, secondPerson }) => [
      { path: `actions.${name}.by`, choice: by },
      { path: `actions.${name}.tells`, choice: tells },
      { path: `actions.${name}.second-person`, choice: secondPerson },
    ]),
  ];
  return [
    ...ofType.map((one): PlacedChoice => ({ in: 'case-type', ...one })),
    ...policy.choices.map((one): PlacedChoice => ({ in: 'policy', ...one })),
  ];
}

/** The conditions that a clock's span names. */
export function namedForSpan(clock: string, policy: Policy): string[] {
  return namedAt(`spans.${clock}`, policy);
}

/** The conditions that a clock's ladder depends on: its own, and those of the span whose unit it may ask for. */
export function namedForLadder(clock: string, policy: Policy): string[] {
  return [...namedForSpan(clock, policy), ...namedAt(policy.ladderPathOf(clock), policy)];
}

function namedAt(path: string, policy: Policy): string[] {
  return named(policy.choices.find((one) => one.path === path)?.choice ?? null);
}

function dimensionsOf(type: CaseType): readonly Dimension[] {
  const { urgencies, kinds, outcomes } = type;
  const tiers = type.tiers.map((tier) => `tier-${tier.toLowerCase()}`);
  const results = outcomes.map((outcome) => `outcome-${outcome}`);
  const one = [...urgencies, ...kinds, ...tiers, ...results, otherwise];
  return [
    { values: urgencies, none: '' },
    // a form that leaves it out means help (time.md §4)
    { values: kinds.includes('help') || kinds.length === 0 ? kinds : [...kinds, null], none: 'no kind' },
    // before it is accepted a case has no tier, before the report no outcome
    { values: [...tiers, null], none: 'no tier' },
    { values: [...results, null], none: 'no outcome' },
    ...[...conditionsKnownTo(type)]
      .filter((name) => !one.includes(name))
      .map((name) => ({ values: [name, null], none: `not ${name}` })),
  ];
}
