import { type CaseType, type ClockDefinition, type ClockSubject } from '../../case/case-type.js';
import { type Policy } from '../../ladder/policy.js';
import { type Found } from '../violation.js';
import { draftingLadders } from './clock-always-runs.js';
import { type Courses, type Standing, wayTo } from './courses.js';
import { waitsForOthers } from './vocabulary.js';

/**
 * Property 5: a clock runs only in states that name it, none in a terminal one; what is paused goes on or ends some day;
 * and what a state or the headline says of clocks can come true.
 */
export function clocksThatEnd(type: CaseType, policy: Policy, courses: Courses): Found[] {
  return [
    ...[...type.states.keys()].flatMap((state) => saidByState(state, type)),
    ...ranOn(type, courses),
    ...pausedForEver(type, courses),
    ...pausedInVain(type, courses),
    ...[...type.clocks.values()].flatMap((clock) => withoutSubject(clock, type, policy)),
    ...headline(type, courses),
  ];
}

function saidByState(name: string, { states, clocks }: CaseType): Found[] {
  const { clocks: running, pauses, end } = states.get(name)!;
  const at = (part: string) => ({ in: 'case-type', path: `states.${name}.${part}` }) as const;
  const isOfSubject = (clock: string) => !ofCaseOrPart.has(clocks.get(clock)?.of ?? null);
  return [
    ...running
      .filter((clock) => pauses.includes(clock))
      .map((value) => ({ code: 'running-and-paused', ...at('pauses'), value }) as const),
    ...running.filter(isOfSubject).map((value) => ({ code: 'clock-of-a-subject', ...at('clocks'), value }) as const),
    ...pauses.filter(isOfSubject).map((value) => ({ code: 'clock-of-a-subject', ...at('pauses'), value }) as const),
    ...(end === 'terminal'
      ? running.map((value) => ({ code: 'clock-in-terminal', ...at('clocks'), value }) as const)
      : []),
  ];
}

/** A part's clock runs where the states say so, as the case's own do. */
const ofCaseOrPart: ReadonlySet<ClockSubject | null> = new Set([null, 'part']);

/** An effect that starts a clock by name starts it wherever its action leads. */
function ranOn({ states }: CaseType, { standings }: Courses): Found[] {
  return standings.flatMap((standing) =>
    [...standing.clocks]
      .filter(([clock, status]) => status === 'running' && !states.get(standing.state)!.clocks.includes(clock))
      .map(([value]): Found => ({
        ...{ code: states.get(standing.state)!.end === 'terminal' ? 'clock-in-terminal' : 'runs-on', in: 'case-type' },
        ...{ path: `states.${standing.state}.clocks`, value, way: wayTo(standing) },
      })),
  );
}

function pausedForEver({ clocks, states }: CaseType, { standings }: Courses): Found[] {
  return [...clocks.keys()].flatMap((clock) => {
    const moving = leadingTo(standings, (one) => one.clocks.get(clock) !== 'paused');
    return standings
      .filter((standing) => !moving.has(standing) && states.get(standing.state)!.pauses.includes(clock))
      .map((standing): Found => ({
        ...{ code: 'paused-for-ever', in: 'case-type', path: `states.${standing.state}.pauses` },
        ...{ value: clock, way: wayTo(standing) },
      }));
  });
}

/** The standings from which a case can come to such a one. */
function leadingTo(standings: readonly Standing[], isSuch: (standing: Standing) => boolean): ReadonlySet<Standing> {
  const before = new Map<Standing, Standing[]>();
  for (const standing of standings)
    for (const next of standing.next) before.set(next, [...(before.get(next) ?? []), standing]);
  const leading = new Set(standings.filter(isSuch));
  // a set that grows while it is walked through is walked through to its end
  for (const standing of leading) for (const one of before.get(standing) ?? []) leading.add(one);
  return leading;
}

function pausedInVain({ states, clocks }: CaseType, { standings }: Courses): Found[] {
  return [...states.values()].flatMap(({ name, pauses, clocks: running }) => {
    const here = standings.filter(({ state }) => state === name);
    const inVain = pauses.filter(
      (clock) =>
        clocks.get(clock)?.of === null &&
        !running.includes(clock) &&
        !here.some((standing) => standing.clocks.get(clock) === 'paused'),
    );
    return here.length === 0
      ? []
      : inVain.map((value): Found => ({
          ...{ code: 'nothing-to-pause', in: 'case-type', path: `states.${name}.pauses`, value },
          way: wayTo(here[0]!),
        }));
  });
}

function withoutSubject({ name, of }: ClockDefinition, type: CaseType, policy: Policy): Found[] {
  const actions = [...type.actions.values()];
  const canBe: Readonly<Record<ClockSubject, () => boolean>> = {
    application: () => actions.some((action) => waitsForOthers(action)),
    order: () => draftingLadders(type, policy).length > 0,
    assignment: () => actions.some(({ effects }) => effects.includes('name-co-handlers')),
    part: () => [...type.parts.values()].some(({ clock }) => clock === name),
  };
  if (of === null || canBe[of]()) return [];
  return [{ code: 'no-such-subject', in: 'case-type', path: `clocks.${name}.of`, value: of }];
}

function headline({ headline: name, clocks: known, states }: CaseType, { standings }: Courses): Found[] {
  const isOfParts = known.get(name)?.of === 'part';
  const runs = ({ state, clocks }: Standing) =>
    isOfParts ? states.get(state)!.clocks.includes(name) : clocks.get(name) === 'running';
  if (standings.some(runs)) return [];
  return [{ code: 'headline-never-runs', in: 'case-type', path: 'headline', value: name }];
}
