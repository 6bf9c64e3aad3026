/**
 * A value that depends on the case: either the value itself, or one value a condition, read top to bottom, with
 * `otherwise` last: `{ emergency: 24h, normal: { question: 5wd, otherwise: 10wd } }`.
 */
export type Choice<T> = { readonly always: T } | { readonly among: readonly Alternative<T>[] };

interface Alternative<T> {
  readonly when: string;
  readonly then: Choice<T>;
}

/** The conditions true of a case right now, by name: its urgency, kind, `tier-a`, `third-return`, … */
export type Conditions = ReadonlySet<string>;

export const otherwise = 'otherwise';

/** The value chosen under `conditions`; undefined where no alternative applies. */
export function choose<T>(choice: Choice<T>, conditions: Conditions): T | undefined {
  if ('always' in choice) return choice.always;
  for (const { when, then } of choice.among) {
    if (when === otherwise || conditions.has(when)) {
      const chosen = choose(then, conditions);
      if (chosen !== undefined) return chosen;
    }
  }
  return undefined;
}

/** Every condition that a choice names, with the way to it as in its file: `spans.handling.normal.question`. */
export function conditionsNamedIn(choice: Choice<unknown>, path: string): { path: string; name: string }[] {
  if ('always' in choice) return [];
  return choice.among.flatMap(({ when, then }) => [
    ...(when === otherwise ? [] : [{ path: `${path}.${when}`, name: when }]),
    ...conditionsNamedIn(then, `${path}.${when}`),
  ]);
}

/** Every value that a choice can yield, with the conditions on the way: what a proof has to look at. */
export function alternativesOf<T>(
  choice: Choice<T>,
  path: readonly string[] = [],
): { path: readonly string[]; value: T }[] {
  if ('always' in choice) return [{ path, value: choice.always }];
  return choice.among.flatMap(({ when, then }) => alternativesOf(then, [...path, when]));
}
