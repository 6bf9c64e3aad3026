import { isDrawn } from './chance.js';
import { type ClockOrder, type Effect } from './effect.js';
import { type EffectName } from './effect-names.js';
import { effectsOnCases } from './effects-on-cases.js';
import { effectsOnLeads } from './effects-on-leads.js';
import { effectsOnTime, measured, measuredFor, restOfRound } from './effects-on-time.js';
import { instantOrNull, text, textOrNull } from './event-data.js';
import { withAcknowledgement } from './acknowledgement.js';
import { type CaseFacts } from './facts.js';
import { type DecisionContext } from './decision.js';
import { type EventData } from './event.js';
import { type CaseType } from './case-type.js';
import { principalLeaderOf } from '../party/who-is.js';
import { formatSpan } from '../span/index.js';
import { deadlineOf } from '../deadline/index.js';

const effects: Readonly<Record<EffectName, Effect>> = {
  ...effectsOnTime,
  ...effectsOnLeads,
  ...effectsOnCases,

  register: {
    // a resident's request is the resident's own; whoever registers at work does so for somebody else
    prepare: (_fields, _context, _facts, { personId, postings }) =>
      postings.length > 0 && postings.every(({ role }) => role === 'resident') ? { residentId: personId } : {},
    apply: (facts, { data }) => ({
      ...facts,
      villageCode: text(data.villageCode),
      category: text(data.category),
      // a type whose forms do not ask has cases of one urgency
      urgency: text(data.urgency, facts.urgency),
      kind: text(data.kind, facts.kind),
      ...accusedBy(data),
      confidential: data.confidential === true,
      residentId: textOrNull(data.residentId),
      importedAt: instantOrNull(data.importedAt),
      // told by a ledger of a case that is over: the event itself happened later
      openedAt: instantOrNull(data.registeredAt) ?? facts.openedAt,
    }),
  },

  /** What was asked before goes on: its clocks count, and climb, as those of the new urgency do. */
  classify: {
    prepare: ({ urgency }, context, facts) => {
      const asked = context.clocks.filter(({ subject }) => subject !== '');
      const again = facts ? measuredFor(text(urgency, facts.urgency), facts, asked, context) : [];
      return again.length > 0 ? { measured: again } : {};
    },
    clocks: (_before, { data }) => measured(data.measured),
    apply: (facts, { data }) => ({
      ...facts,
      category: text(data.category, facts.category),
      urgency: text(data.urgency, facts.urgency),
      kind: text(data.kind, facts.kind),
      tier: textOrNull(data.tier) ?? facts.tier,
    }),
  },

  /** A summary that is not written anew goes on holding. */
  'set-confidential': {
    apply: (facts, { data }) => ({
      ...facts,
      confidential: data.confidential === true,
      summaryId: textOrNull(data.summary) ?? facts.summaryId,
    }),
  },

  /** What is left out is no longer accused. */
  'name-accused': { apply: (facts, { data }) => ({ ...facts, ...accusedBy(data) }) },

  /**
   * The leader is the one linked to the village that day, of a ledger's case on the day of the import: it comes onto
   * the list only then. Without a link the gap is shown (design §5).
   */
  'stand-on-leaders-list': {
    prepare: ({ villageCode, importedAt }, { directory, now }, facts) => ({
      leaderId: principalLeaderOf(facts?.villageCode ?? text(villageCode), directory, instantOrNull(importedAt) ?? now),
    }),
    apply: (facts, { data }) => ({ ...facts, leaderId: textOrNull(data.leaderId) }),
  },

  /** In whose name it was declined: a stand-in gives the case back. */
  'remember-decliner': {
    apply: (facts, { actor, data }) => ({ ...facts, declinerId: textOrNull(data.onBehalfOf) ?? actor.personId }),
  },

  'note-contact': {
    clocks: ({ state }, { data }, type) =>
      data.contacted === true ? [...orders('stop', type, state, 'stopsWhen'), ...ordersOfNews(type, state)] : [],
  },

  'stop-contact': { clocks: ({ state }, _event, type) => orders('stop', type, state, 'stopsWhen') },

  'record-report': {
    apply: (facts, { data, at }) => ({
      ...facts,
      outcome: text(data.outcome),
      reportedAt: at,
      measures: { ...facts.measures, ...numbersOf(data.measures) },
    }),
  },

  'record-callback': {
    apply: (facts, { data }) => ({
      ...facts,
      callbackTries: facts.callbackTries + 1,
      satisfied: data.reached === true ? data.satisfaction !== 'no' : facts.satisfied,
    }),
  },

  complete: {
    prepare: ({ villageCode }, { now, calendar, directory, policy, conditions }, facts) => {
      const leader = facts?.leaderId ?? principalLeaderOf(facts?.villageCode ?? text(villageCode), directory, now);
      const window = policy.window('confirmation', conditions);
      const by = leader && window ? deadlineOf(now, window, calendar) : null;
      return { confirmBy: by?.ok ? by.due.toString() : null };
    },
    apply: (facts, { data, at }) => ({ ...facts, completedAt: at, confirmBy: instantOrNull(data.confirmBy) }),
  },

  /** Completed before it came here: no callback, no confirmation, no clearance is made up for it (design §6). */
  'complete-by-ledger': {
    apply: (facts, { data, at }) => ({ ...facts, completedAt: at, leadOrganisationId: textOrNull(data.lead) }),
  },

  /** Solved during the visit; some are drawn for a callback (design §5). */
  'complete-on-the-spot': {
    prepare: (_fields, { policy, sampling }, _facts, _actor, newId) => ({
      sampled: sampling === 'certain' || isDrawn(newId(), policy.sampledPercent),
    }),
    apply: (facts, { data, at }) => ({
      ...facts,
      onTheSpot: true,
      sampled: data.sampled === true,
      outcome: 'solved',
      reportedAt: at,
      measures: numbersOf(data.measures),
    }),
  },

  confirm: { apply: (facts, { at }) => ({ ...facts, confirmedAt: at }) },

  /** Puts on record why the number may be struck off: confirmed, nobody linked, or two working days of silence. */
  clear: {
    prepare: (_fields, _context, facts) => ({
      confirmation: facts?.confirmedAt ? 'confirmed' : facts?.confirmBy ? 'unanswered' : 'no-linked-leader',
    }),
  },

  /** A new round gets half the first span, whole working days rounded up, without extensions (time.md §4). */
  'new-round': {
    prepare: (_fields, context) => {
      const half = restOfRound(context);
      return half ? { span: formatSpan(half) } : {};
    },
    apply: (facts) => ({
      ...facts,
      round: facts.round + 1,
      callbackTries: 0,
      satisfied: null,
      outcome: null,
      completedAt: null,
      confirmedAt: null,
      confirmBy: null,
      extensions: [],
      proposal: null,
      sampled: false,
    }),
    clocks: (_before, { data }, { headline }) => [
      { order: 'restart', clock: headline, keepOriginal: true, span: textOrNull(data.span) ?? undefined },
    ],
  },

  /** A named supervisor issues the draft, or the drafted raising of an issued order's colour, under the same number. */
  'issue-order': {
    prepare: orderOf,
    apply: (facts) => ({
      ...facts,
      order: facts.order && {
        ...facts.order,
        issued: true,
        colour: facts.order.raiseTo ?? facts.order.colour,
        raiseTo: null,
      },
    }),
  },
  'drop-order': {
    prepare: orderOf,
    apply: (facts) => ({ ...facts, order: facts.order?.issued ? { ...facts.order, raiseTo: null } : null }),
  },

  'remember-urge': { apply: (facts, { at }) => ({ ...facts, urgedAt: at }) },

  /** In whose name it was acknowledged: messages that a stand-in gets for somebody else go on. */
  'remember-acknowledgement': {
    prepare: (_fields, { now, calendar, policy, conditions }) => {
      const window = policy.window('acknowledgement', conditions);
      const until = window && deadlineOf(now, window, calendar);
      return { until: until?.ok ? until.due.toString() : null };
    },
    apply: (facts, { actor, data, at }) => {
      const [personId, until] = [textOrNull(data.onBehalfOf) ?? actor.personId, instantOrNull(data.until)];
      if (personId === null || until === null) return facts;
      return { ...facts, acknowledgements: withAcknowledgement(facts.acknowledgements, { personId, until }, at) };
    },
  },
};

/** The effect of that name, in its general shape. */
export function effectNamed(name: EffectName): Effect {
  return effects[name];
}

function numbersOf(measures: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(typeof measures === 'object' && measures !== null ? measures : {});
  return Object.fromEntries(entries.filter((one): one is [string, number] => typeof one[1] === 'number'));
}

/** A contact counts from the dispatch on: what is noted before leaves the unit its own to make (time.md §4). */
/** The clocks that begin anew when the requester has been told something. */
export function ordersOfNews(type: CaseType, state: string): ClockOrder[] {
  return orders('restart', type, state, 'restartsWhen');
}

function orders(
  order: 'stop' | 'restart',
  { clocks, states }: CaseType,
  state: string,
  when: 'stopsWhen' | 'restartsWhen',
): ClockOrder[] {
  const { clocks: running = [], pauses = [] } = states.get(state) ?? {};
  return [...clocks.values()]
    .filter((clock) => clock[when] === 'contacted' && [...running, ...pauses].includes(clock.name))
    .map(({ name }) => ({ order, clock: name }));
}

function orderOf(_fields: EventData, _context: DecisionContext, facts: CaseFacts | null): EventData {
  return { order: facts?.order?.id, colour: facts?.order?.raiseTo ?? facts?.order?.colour };
}

function accusedBy({
  accusedUnit,
  accusedPerson,
}: EventData): Pick<CaseFacts, 'accusedOrganisationId' | 'accusedPersonId'> {
  return { accusedOrganisationId: textOrNull(accusedUnit), accusedPersonId: textOrNull(accusedPerson) };
}
