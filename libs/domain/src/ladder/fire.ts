import { type Temporal } from 'temporal-polyfill';
import { acknowledgedUntil } from '../case/acknowledgement.js';
import { type CaseType, type ClockSubject } from '../case/case-type.js';
import { type Choice, choose } from '../case/choice.js';
import { type DecisionContext } from '../case/decision.js';
import { type CaseFacts, type OrderFacts } from '../case/facts.js';
import { type ClockState } from '../clock/clock.js';
import { type Party } from '../party/party.js';
import { dedupe, type Recipient, recipients } from '../party/told.js';
import { type Surroundings } from '../party/who-is.js';
import { ladderOf, nextRepetition, stepsOf, type TimerPlan } from './plan.js';
import { type Colour, colours } from './policy.js';

/** What to do about a due timer. Says it; never does it. */
export type StepDecision =
  | { readonly kind: 'remind'; readonly tell: readonly Recipient[]; readonly next: readonly TimerPlan[] }
  | {
      readonly kind: 'escalate';
      readonly level: 'urge' | Colour | null;
      readonly tell: readonly Recipient[];
      readonly draft: Colour | null;
      readonly propose: 'interview' | 'county-list' | null;
      readonly next: readonly TimerPlan[];
    }
  /** The system takes this action itself (deemed receipt, archiving). */
  | { readonly kind: 'act'; readonly action: string }
  /** `collapsed`: the next step was due as well before this one could fire. */
  | { readonly kind: 'stale'; readonly because: 'stopped' | 'paused' | 'superseded' | 'collapsed' };

/** A timer fires within seconds; one that is later was held up by an outage, and others of its ladder may be past too. */
const heldUp = 60_000; // milliseconds

/**
 * The decision about step `step` of deadline version `version` of a clock, at the instant of the context. After an outage
 * the highest step that is past fires, once, and those before it are collapsed (design §7).
 */
export function decideStep(
  timer: { readonly step: string; readonly version: number; readonly fireAt: Temporal.Instant },
  clock: ClockState | undefined,
  ofCase: CaseFacts,
  surroundings: Surroundings,
  context: DecisionContext,
): StepDecision {
  if (!clock || clock.status === 'stopped') return { kind: 'stale', because: 'stopped' };
  if (clock.version !== timer.version) return { kind: 'stale', because: 'superseded' };
  if (clock.status === 'paused') return { kind: 'stale', because: 'paused' };
  const [name = '', count] = timer.step.split('#');
  const ladder = ladderOf(clock, context);
  const { facts, around } = asOfClock(clock, ofCase, surroundings, context);
  if (count !== undefined) {
    const tell = unspared(ladder?.repeat?.tell ?? [], facts, around);
    const next = nextRepetition(clock, Number(count), context.now, context);
    return { kind: 'escalate', level: null, tell, draft: null, propose: null, next };
  }
  const step = ladder?.steps.find((one) => one.name === name);
  if (!step) return { kind: 'stale', because: 'superseded' };
  if (isOvertaken(timer, clock, context)) return { kind: 'stale', because: 'collapsed' };
  const action = step.at.kind === 'due' ? context.type.clocks.get(clock.name)?.atDue : null;
  if (action) return { kind: 'act', action };
  const tell = recipients([...step.tell, ...step.inform], facts, around);
  const next = ladder?.steps.at(-1) === step ? nextRepetition(clock, 0, context.now, context) : [];
  if (step.at.kind === 'before' || step.at.kind === 'share') return { kind: 'remind', tell, next };
  const draft = isArrears(clock, facts) || !raises(step.draft, facts.order) ? null : step.draft;
  // also where an order of that colour is there already: the step is the supervisor's to know of
  const toSupervise = step.draft || step.propose ? recipients(['county-supervisor'], facts, around) : [];
  return {
    kind: 'escalate',
    level: step.level ?? (isArrears(clock, facts) ? null : step.draft),
    tell: dedupe([...tell, ...toSupervise, ...(step.propose ? recipients(['leader-above'], facts, around) : [])]),
    draft,
    propose: step.propose,
    next,
  };
}

/** Whether a later step of the ladder was due as well, by the time that this one could be decided. */
function isOvertaken(
  { step, fireAt }: { readonly step: string; readonly fireAt: Temporal.Instant },
  clock: ClockState,
  context: DecisionContext,
): boolean {
  const now = context.now.epochMilliseconds;
  if (now - fireAt.epochMilliseconds < heldUp) return false;
  const past = stepsOf(clock, context).filter(({ at }) => at.epochMilliseconds <= now);
  return past.length > 0 && past.at(-1)!.step.name !== step;
}

/** The case as the clock's ladder sees it: it waits on whom the clock names, and a co-handler's clock knows that unit alone. */
function asOfClock(
  { name, subject }: ClockState,
  facts: CaseFacts,
  around: Surroundings,
  { type }: DecisionContext,
): { readonly facts: CaseFacts; readonly around: Surroundings } {
  const { of = null, waitsOn = null } = type.clocks.get(name) ?? {};
  if (of === 'application')
    return {
      facts,
      around: { ...around, state: { ...around.state, waitsOn: decidersOf(subject, facts, around, type) } },
    };
  return {
    facts: ofSubject(of, subject, facts),
    around: waitsOn ? { ...around, state: { ...around.state, waitsOn } } : around,
  };
}

function ofSubject(of: ClockSubject | null, subject: string, facts: CaseFacts): CaseFacts {
  switch (of) {
    case 'assignment':
      return { ...facts, coHandlers: facts.coHandlers.filter(({ organisationId }) => organisationId === subject) };
    case 'part':
      return { ...facts, parts: facts.parts.filter(({ id }) => id === subject) };
    default:
      return facts;
  }
}

/** Whom an application waits on: those who may decide it, then upwards (time.md §4: silence of the approver escalates). */
function decidersOf(
  id: string,
  { applications }: CaseFacts,
  { state, conditions }: Surroundings,
  { actions }: CaseType,
): Choice<readonly Party[]> {
  const action = actions.get(applications.find((one) => one.id === id)?.action ?? '');
  if (!action) return state.waitsOn;
  const named = choose(action.decidedBy ?? action.by, conditions) ?? [];
  const above: readonly Party[] = ['county-supervisor', 'leader-above'];
  return { always: [...named.filter((party) => !above.includes(party)), ...above] };
}

/** Whom a repetition is told: who has acknowledged is spared it, in the name in which that was done (time.md §5). */
function unspared(parties: readonly Party[], facts: CaseFacts, around: Surroundings): Recipient[] {
  const isSpared = (name: string) => acknowledgedUntil(facts.acknowledgements, name, around.now) !== null;
  const told = parties.flatMap((party) => recipients([party], facts, around));
  return dedupe(told.filter(({ personId, onBehalfOf }) => !isSpared(onBehalfOf ?? personId)));
}

/** A draft only ever goes up in colour: from what is drafted or issued already. */
function raises(colour: Colour | null, order: OrderFacts | null): boolean {
  if (!order || !colour) return true;
  const now = (order.raiseTo ?? order.colour) as Colour;
  return colours.indexOf(colour) > colours.indexOf(now);
}

/** Overdue already when a ledger brought it in: no order is drafted until a supervisor selects it (design §6). */
function isArrears(clock: ClockState, { importedAt }: CaseFacts): boolean {
  return importedAt !== null && clock.due.epochMilliseconds <= importedAt.epochMilliseconds;
}
