import {
  type ActionDefinition,
  type CaseType,
  type ClockDefinition,
  hasDate,
  isFrom,
  type StateDefinition,
} from '../../case/case-type.js';
import { choose, type Conditions } from '../../case/choice.js';
import { ladderOrder } from '../../deadline/ladder-order.js';
import { type Ladder, type Policy, type Step } from '../../ladder/policy.js';
import { type Party } from '../../party/party.js';
import { type Span } from '../../span/span.js';
import { type Found } from '../violation.js';
import { type Courses, type Standing, wayTo } from './courses.js';
import { faultsBySituation, named, namedForLadder } from './situations.js';
import { tellsAnother, toldBy } from './tells-another.js';
import { waitsForOthers } from './vocabulary.js';

/**
 * Property 3: in every state in which a clock runs, and in every situation, its ladder comes step after step and ends,
 * at due or later, with somebody told who is not the one waited on; what it repeats, it repeats to such a one. Where the
 * system acts at due, the ladder gets there, and the action tells somebody unless nobody is waited on.
 */
export function laddersEndWithAnother(type: CaseType, policy: Policy, courses: Courses): Found[] {
  const clocks = [...type.clocks.values()];
  const ends = clocks
    .flatMap((clock) => whereItRuns(clock, type, courses))
    .flatMap((run) => faultsWhere(run, type, policy));
  // the first clock and state in which a ladder ends so is enough to mend it
  const first = ends.filter(
    ({ code, path }, at) => ends.findIndex((one) => one.code === code && one.path === path) === at,
  );
  return [...clocks.flatMap((clock) => outOfOrder(clock, type, policy)), ...first];
}

/** A clock in a state in which it runs. */
interface Run {
  readonly clock: ClockDefinition;
  readonly state: StateDefinition;
  readonly standing: Standing;
}

function whereItRuns(clock: ClockDefinition, type: CaseType, { standings }: Courses): Run[] {
  return [...type.states.values()].flatMap((state) => {
    const standing = standings.find((one) => one.state === state.name && runsIn(clock, one, state, type));
    return standing ? [{ clock, state, standing }] : [];
  });
}

/** Clocks of a subject run where there can be one: an order while somebody works, a co-handler's beside the lead's. */
function runsIn({ name, of }: ClockDefinition, { clocks }: Standing, state: StateDefinition, type: CaseType): boolean {
  switch (of) {
    case null:
      return clocks.get(name) === 'running';
    case 'assignment':
      return clocks.get(type.headline) === 'running';
    case 'part':
      return state.clocks.includes(name);
    case 'order':
      return state.end === null;
    case 'application':
      return [...type.actions.values()].some((action) => waitsForOthers(action) && isFrom(action, state.name, type));
  }
}

function outOfOrder(clock: ClockDefinition, type: CaseType, policy: Policy): readonly Found[] {
  return faultsBySituation(type, namedForLadder(clock.name, policy), (conditions): Found[] => {
    const [span, ladder] = [policy.spanOf(clock.name, conditions), policy.ladderOf(clock.name, conditions)];
    if (!ladder || (!span && !hasDate(clock))) return [];
    const climbed = stepsFor(ladder, span).map(({ at }) => at);
    const order = ladderOrder(climbed, hasDate(clock) ? null : span!);
    if (order.ok) return [];
    const { problem } = order;
    const value = problem.code === 'not-provably-increasing' ? `${problem.earlier}, ${problem.later}` : problem.offset;
    return [{ code: problem.code, in: 'policy', path: policy.ladderPathOf(clock.name), value }];
  });
}

function faultsWhere(run: Run, type: CaseType, policy: Policy): readonly Found[] {
  const { clock, state, standing } = run;
  const acts = clock.atDue === null ? null : type.actions.get(clock.atDue)!;
  const asked = [...namedForLadder(clock.name, policy), ...named(waitsOnOf(run), acts && acts.tells)];
  return faultsBySituation(
    type,
    asked.filter((name) => name !== 'by-system'),
    (conditions) => [
      ...faultsAtDue(run, acts, conditions, policy),
      ...(acts && endsTheClock(acts, clock, type) ? [] : faultsAtTheEnd(run, conditions, policy)),
    ],
  ).map((fault) => ({
    ...{ in: 'policy', path: policy.ladderPathOf(clock.name), value: `${clock.name} @ ${state.name}` },
    ...{ ...fault, way: wayTo(standing) },
  }));
}

function waitsOnOf({ clock, state }: Run) {
  return clock.waitsOn ?? state.waitsOn;
}

type Fault = Pick<Found, 'code'> & Partial<Pick<Found, 'in' | 'path'>>;

function faultsAtDue(run: Run, acts: ActionDefinition | null, conditions: Conditions, policy: Policy): Fault[] {
  const ladder = policy.ladderOf(run.clock.name, conditions);
  if (!ladder) return [{ code: 'no-ladder' }];
  if (!acts) return [];
  const steps = stepsFor(ladder, policy.spanOf(run.clock.name, conditions));
  if (!steps.some(({ at }) => at.kind === 'due')) return [{ code: 'system-never-acts' }];
  const isWaitedOn = (choose(waitsOnOf(run), conditions) ?? []).length > 0;
  const told = choose(acts.tells, new Set([...conditions, 'by-system'])) ?? [];
  return isWaitedOn && told.length === 0
    ? [{ code: 'system-tells-nobody', in: 'case-type', path: `actions.${acts.name}.tells` }]
    : [];
}

/** A guard may refuse what the system takes at due; and where the action leads to the clock's own state it runs on. */
function endsTheClock(
  { guards, to, part }: ActionDefinition,
  clock: ClockDefinition,
  { states, parts }: CaseType,
): boolean {
  if (guards.length > 0) return false;
  if (clock.of === 'part') return part !== null && !(parts.get(part.kind)?.pending ?? []).includes(part.to);
  if (to === null) return false;
  return clock.restartsOnEntry || !states.get(to)!.clocks.includes(clock.name);
}

function faultsAtTheEnd(run: Run, conditions: Conditions, policy: Policy): Fault[] {
  const ladder = policy.ladderOf(run.clock.name, conditions);
  const steps = ladder && stepsFor(ladder, policy.spanOf(run.clock.name, conditions));
  return steps ? endOf(ladder, steps, choose(waitsOnOf(run), conditions) ?? []) : [];
}

function endOf({ repeat, steps: all }: Ladder, steps: readonly Step[], chain: readonly Party[]): Fault[] {
  const last = steps.at(-1);
  if (!last || (last.at.kind !== 'due' && last.at.kind !== 'after')) return [{ code: 'ladder-ends-before-due' }];
  const faults: Fault[] = tellsAnother(toldBy(last), chain) ? [] : [{ code: 'ladder-tells-nobody-else' }];
  // the engine repeats after the ladder's last step, whichever units that is for
  if (repeat && all.at(-1) !== last) faults.push({ code: 'repetition-never-begins' });
  if (repeat && !tellsAnother(repeat.tell, chain)) faults.push({ code: 'repetition-tells-nobody-else' });
  return faults;
}

/** The steps that a clock of this span climbs. */
function stepsFor({ steps }: Ladder, span: Span | undefined): readonly Step[] {
  return steps.filter(({ forUnits }) => !forUnits || (span && forUnits.includes(span.unit)));
}
