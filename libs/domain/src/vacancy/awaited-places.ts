import { type CaseType } from '../case/case-type.js';
import { type Choice, otherwise } from '../case/choice.js';
import { type Party } from '../party/party.js';

/** A place that cases of a state wait on first, under these conditions and without those. */
export interface AwaitedPlace {
  readonly state: string;
  readonly when: readonly string[];
  readonly unless: readonly string[];
  readonly party: Party;
}

/** Whom each state of a type waits on before any fallback: what a board of vacancies looks at. */
export function awaitedPlaces(type: CaseType): readonly AwaitedPlace[] {
  return [...type.states.values()].flatMap(({ name, waitsOn }) =>
    situationsOf(waitsOn).flatMap(({ when, unless, value }) =>
      value[0] === undefined ? [] : [{ state: name, when, unless, party: value[0] }],
    ),
  );
}

interface Situation<T> {
  readonly when: readonly string[];
  readonly unless: readonly string[];
  readonly value: T;
}

/** As `choose` reads a choice, from top to bottom: an alternative counts where none above it does. */
function situationsOf<T>(choice: Choice<T>): Situation<T>[] {
  if ('always' in choice) return [{ when: [], unless: [], value: choice.always }];
  const above: string[] = [];
  return choice.among.flatMap(({ when, then }) => {
    const passed = [...above];
    if (when !== otherwise) above.push(when);
    return situationsOf(then).map((one) => ({
      when: when === otherwise ? one.when : [when, ...one.when],
      unless: [...passed, ...one.unless],
      value: one.value,
    }));
  });
}
