import { type DecisionContext } from '../case/decision.js';
import { type CaseFacts, type OrderFacts } from '../case/facts.js';
import { type ClockState } from '../clock/clock.js';
import { type Surroundings, whoIsAsked } from '../party/who-is.js';
import { type Party } from '../party/party.js';
import { nextRepetition, ladderOf, type TimerPlan } from './plan.js';
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
  | { readonly kind: 'stale'; readonly because: 'stopped' | 'paused' | 'superseded' };

/** A person, and the place in the hierarchy for which the message comes ("you receive this because …"). */
export interface Recipient {
  readonly personId: string;
  readonly as: Party;
  /** Who is away, where the message comes to a stand-in. */
  readonly onBehalfOf?: string;
}

/** The decision about step `step` of deadline version `version` of a clock, at the instant of the context. */
export function decideStep(
  timer: { readonly step: string; readonly version: number },
  clock: ClockState | undefined,
  facts: CaseFacts,
  around: Surroundings,
  context: DecisionContext,
): StepDecision {
  if (!clock || clock.status === 'stopped') return { kind: 'stale', because: 'stopped' };
  if (clock.version !== timer.version) return { kind: 'stale', because: 'superseded' };
  if (clock.status === 'paused') return { kind: 'stale', because: 'paused' };
  const [name = '', count] = timer.step.split('#');
  const ladder = ladderOf(clock, context);
  if (count !== undefined) {
    const tell = recipients(ladder?.repeat?.tell ?? [], facts, around);
    const next = nextRepetition(clock, Number(count), context.now, context);
    return { kind: 'escalate', level: null, tell, draft: null, propose: null, next };
  }
  const step = ladder?.steps.find((one) => one.name === name);
  if (!step) return { kind: 'stale', because: 'superseded' };
  const action = step.at.kind === 'due' ? context.type.clocks.get(clock.name)?.atDue : null;
  if (action) return { kind: 'act', action };
  const tell = recipients([...step.tell, ...step.inform], facts, around);
  const next = ladder?.steps.at(-1) === step ? nextRepetition(clock, 0, context.now, context) : [];
  if (step.at.kind === 'before' || step.at.kind === 'share') return { kind: 'remind', tell, next };
  const draft = isArrears(clock, facts) || !raises(step.draft, facts.order) ? null : step.draft;
  const drafted = draft || step.propose ? recipients(['county-supervisor'], facts, around) : [];
  return {
    kind: 'escalate',
    level: step.level ?? (isArrears(clock, facts) ? null : step.draft),
    tell: dedupe([...tell, ...drafted, ...(step.propose ? recipients(['leader-above'], facts, around) : [])]),
    draft,
    propose: step.propose,
    next,
  };
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

/** The persons who fill these parties, each once, under the first party that names them. */
export function recipients(parties: readonly Party[], facts: CaseFacts, around: Surroundings): Recipient[] {
  return dedupe(
    parties.flatMap((as) =>
      whoIsAsked(as, facts, around).map(({ personId, onBehalfOf }) => ({
        personId,
        as,
        ...(onBehalfOf !== null && { onBehalfOf }),
      })),
    ),
  );
}

/** Each person once, under the first party that names them. */
export function dedupe(all: readonly Recipient[]): Recipient[] {
  const seen = new Set<string>();
  return all.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}
