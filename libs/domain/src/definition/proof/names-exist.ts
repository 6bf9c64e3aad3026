import { type CaseType, type ClockDefinition, isFrom } from '../../case/case-type.js';
import { choose, conditionsNamedIn } from '../../case/choice.js';
import { conditionsKnownTo } from '../../case/facts.js';
import { nearestTo } from '../../ledger/near.js';
import { type EffectName } from '../../case/effect-names.js';
import { type GuardName } from '../../case/guard-names.js';
import { type Policy, type WindowName } from '../../ladder/policy.js';
import { type Found } from '../violation.js';
import { type Courses, wayTo } from './courses.js';
import { fieldsOfEffects } from './fields-read.js';
import { choicesOf, faultsBySituation, named } from './situations.js';

/**
 * Property 6, of names: clocks and conditions that the policy names exist, and what the system takes at due it may take,
 * there, without anything filled in. What a file names inside itself its reader has looked up already.
 */
export function namesExist(type: CaseType, policy: Policy, courses: Courses): Found[] {
  return [
    ...unknownClocks('spans', policy.clocks, type),
    ...unknownClocks('ladders', policy.climbed, type),
    ...unknownConditions(type, policy),
    ...uncoveredWindows(type, policy),
    ...[...type.clocks.values()].flatMap((clock) => atDue(clock, type, courses)),
  ];
}

function unknownClocks(part: 'spans' | 'ladders', names: readonly string[], { clocks }: CaseType): Found[] {
  return names
    .filter((clock) => !clocks.has(clock))
    .map((clock) => ({
      ...{ code: 'unknown-clock', in: 'policy', path: `${part}.${clock}`, value: clock },
      suggestion: nearestTo(clock, clocks.keys(), 1)[0],
    }));
}

function unknownConditions(type: CaseType, policy: Policy): Found[] {
  const known = conditionsKnownTo(type);
  return choicesOf(type, policy).flatMap(({ in: file, path, choice }) =>
    conditionsNamedIn(choice, path)
      .filter(({ name }) => !known.has(name))
      .map((one): Found => ({
        ...{ code: 'unknown-condition', in: file, path: one.path, value: one.name },
        suggestion: nearestTo(one.name, known, 1)[0],
      })),
  );
}

/** Which guards and effects ask for which window: without it a return would be open for ever. */
const windowOf: Readonly<Partial<Record<GuardName | EffectName, WindowName>>> = {
  'inside-return-window': 'return',
  'review-date-in-range': 'suspension',
  'recheck-date-in-range': 'deferral',
  'inside-objection-window': 'objection',
  'set-urgency': 'raised',
  complete: 'confirmation',
  'remember-acknowledgement': 'acknowledgement',
};

function uncoveredWindows(type: CaseType, policy: Policy): readonly Found[] {
  const asked = [...type.actions.values()].flatMap(({ guards, effects }) =>
    [...guards, ...effects].flatMap((name) => windowOf[name] ?? []),
  );
  return [...new Set(asked)].flatMap((name) => {
    const path = `windows.${name}`;
    const choice = policy.choices.find((one) => one.path === path)?.choice ?? { among: [] };
    return faultsBySituation(type, named(choice), (conditions): Found[] =>
      policy.window(name, conditions) ? [] : [{ code: 'window-uncovered', in: 'policy', path }],
    );
  });
}

function atDue({ name, atDue: taken, of }: ClockDefinition, type: CaseType, { standings }: Courses): Found[] {
  const action = taken === null ? undefined : type.actions.get(taken);
  if (!action) return [];
  const path = `clocks.${name}.at-due`;
  const elsewhere = standings.find(
    ({ state, clocks }) => of === null && clocks.get(name) === 'running' && !isFrom(action, state, type),
  );
  const asked = action.effects.flatMap((effect) => fieldsOfEffects[effect]?.needs ?? []);
  return [
    ...faultsBySituation(type, named(action.by), (conditions): Found[] =>
      choose(action.by, conditions)?.includes('system')
        ? []
        : [{ code: 'not-by-the-system', in: 'case-type', path, value: action.name }],
    ),
    ...(elsewhere
      ? [{ code: 'not-from-there', in: 'case-type', path, value: elsewhere.state, way: wayTo(elsewhere) } as const]
      : []),
    ...asked.map((field): Found => ({ code: 'system-fills-in-nothing', in: 'case-type', path, value: field })),
  ];
}
