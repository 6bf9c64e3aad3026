import {
  type CaseType,
  type ClockDefinition,
  type ClockSubject,
  clockOfEach,
  hasDate,
  isOpen,
} from '../../case/case-type.js';
import { alternativesOf, type Choice } from '../../case/choice.js';
import { type Ladder, type Policy } from '../../ladder/policy.js';
import { type Found } from '../violation.js';
import { type Courses, wayTo } from './courses.js';
import { faultsBySituation, namedForSpan } from './situations.js';
import { waitsForOthers } from './vocabulary.js';

/**
 * Property 2: however a case came into a state that is not terminal, a clock of its own runs there, and every clock has a
 * span in every situation, or a date that is asked for. What a case can wait for beside its state has a clock as well.
 */
export function clockAlwaysRuns(type: CaseType, policy: Policy, courses: Courses): Found[] {
  return [
    ...standingStill(type, courses),
    ...[...type.clocks.values()].flatMap((clock) => withoutSpan(clock, type, policy)),
    ...courses.undated.map(({ clock, action, way }): Found => ({
      ...{ code: 'date-not-asked', in: 'case-type', path: `actions.${action}.form.required` },
      ...{ value: clock, way },
    })),
    ...subjectsWithoutClock(type, policy),
    ...(courses.complete
      ? []
      : [
          {
            code: 'too-many-courses',
            in: 'case-type',
            path: 'actions',
            value: String(courses.standings.length),
          } as const,
        ]),
  ];
}

function standingStill(type: CaseType, { standings }: Courses): Found[] {
  return standings
    .filter(({ state, clocks }) => isOpen(type, state) && ![...clocks.values()].includes('running'))
    .map((standing) => ({
      ...{ code: 'no-clock-runs', in: 'case-type' as const, path: `states.${standing.state}.clocks` },
      way: wayTo(standing),
    }));
}

function withoutSpan(clock: ClockDefinition, type: CaseType, policy: Policy): readonly Found[] {
  const path = `spans.${clock.name}`;
  return faultsBySituation(type, namedForSpan(clock.name, policy), (conditions): Found[] => {
    const span = policy.spanOf(clock.name, conditions);
    if (hasDate(clock)) return span ? [{ code: 'span-of-a-date', in: 'policy', path }] : [];
    return span ? [] : [{ code: 'no-span', in: 'policy', path }];
  });
}

/** An application, a draft order or a co-handler that nobody is reminded of would be forgotten. */
function subjectsWithoutClock(type: CaseType, policy: Policy): Found[] {
  const without = (subject: ClockSubject, where: 'case-type' | 'policy', path: string): Found[] =>
    clockOfEach(type, subject) === null ? [{ code: 'subject-without-clock', in: where, path, value: subject }] : [];
  return [
    ...[...type.actions.values()].flatMap((action) => [
      ...(waitsForOthers(action) ? without('application', 'case-type', `actions.${action.name}`) : []),
      ...(action.effects.includes('name-co-handlers')
        ? without('assignment', 'case-type', `actions.${action.name}`)
        : []),
    ]),
    ...draftingLadders(type, policy).flatMap((path) => without('order', 'policy', path)),
  ];
}

/** Where the policy lets a ladder that some clock climbs draft supervision orders. */
export function draftingLadders(type: CaseType, policy: Policy): readonly string[] {
  const climbed = new Set([...type.clocks.keys()].map((clock) => policy.ladderPathOf(clock)));
  const drafts = (ladder: Choice<Ladder>) =>
    alternativesOf(ladder).some(({ value }) => value.steps.some(({ draft }) => draft));
  return policy.ladderChoices.filter(({ path, choice }) => climbed.has(path) && drafts(choice)).map(({ path }) => path);
}
