import { Temporal } from 'temporal-polyfill';
import { type EffectName } from './effect-names.js';
import { withAcknowledgement } from './acknowledgement.js';
import { coHandlersIn } from './co-handlers.js';
import { type CaseFacts } from './facts.js';
import { type CaseEvent, type EventData } from './event.js';
import { type CaseType, isInHandsOfTheLead } from './case-type.js';
import { type Actor, type DecisionContext } from './decision.js';
import { principalLeaderOf } from '../party/who-is.js';
import { formatSpan, halfSpan } from '../span/index.js';
import { deadlineOf } from '../deadline/index.js';

/** What an effect asks of the case's clocks, beyond what the states themselves say. */
export type ClockOrder =
  | {
      readonly order: 'restart';
      readonly clock: string;
      readonly subject?: string;
      readonly keepOriginal?: boolean;
      /** The span that the clock has now, which in a later round is not the policy's. */
      readonly keepSpan?: boolean;
      readonly span?: string;
    }
  | { readonly order: 'stop'; readonly clock: string; readonly subject?: string };

/**
 * A named effect of an action. `prepare` looks the world up while the action is decided and puts what it finds into
 * the event; `apply` and `clocks` read the event only, so that replaying the log gives the same case again.
 */
interface Effect {
  readonly prepare?: (fields: EventData, context: DecisionContext, facts: CaseFacts | null, actor: Actor) => EventData;
  readonly apply?: (facts: CaseFacts, event: CaseEvent, type: CaseType) => CaseFacts;
  readonly clocks?: (before: CaseFacts, event: CaseEvent, type: CaseType) => readonly ClockOrder[];
}

const effects: Readonly<Record<EffectName, Effect>> = {
  register: {
    // a resident's request is the resident's own; whoever registers at work does so for somebody else
    prepare: (_fields, _context, _facts, { personId, postings }) =>
      postings.length > 0 && postings.every(({ role }) => role === 'resident') ? { residentId: personId } : {},
    apply: (facts, { data }) => ({
      ...facts,
      villageCode: text(data.villageCode),
      category: text(data.category),
      urgency: text(data.urgency),
      kind: text(data.kind, 'help'),
      ...accusedBy(data),
      confidential: data.confidential === true,
      residentId: textOrNull(data.residentId),
      importedAt: instantOrNull(data.importedAt),
      // told by a ledger of a case that is over: the event itself happened later
      openedAt: instantOrNull(data.registeredAt) ?? facts.openedAt,
    }),
  },

  classify: {
    apply: (facts, { data }) => ({
      ...facts,
      category: text(data.category, facts.category),
      urgency: text(data.urgency, facts.urgency),
      kind: text(data.kind, facts.kind),
      tier: text(data.tier, facts.tier ?? ''),
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

  'name-co-handlers': {
    apply: (facts, { data }) => ({
      ...facts,
      coHandlers: coHandlersIn(data.coHandlers).map((one) => ({ ...one, settled: null })),
    }),
  },

  /** A new lead gets a window for returning; a transfer within the unit opens none. A lead assists nobody. */
  'assign-lead': {
    apply: (facts, { data, at, from }, type) => {
      const lead = text(data.lead);
      const stays = isInHandsOfTheLead(type, from) && lead === facts.leadOrganisationId;
      return {
        ...facts,
        leadOrganisationId: lead,
        leadPersonId: textOrNull(data.handler),
        coHandlers: facts.coHandlers.filter(({ organisationId }) => organisationId !== lead),
        dispatchedAt: stays ? facts.dispatchedAt : at,
      };
    },
  },

  /** A return is upheld when another lead takes over: the headline clock restarts there, the original deadline is kept (time.md §4). */
  'uphold-return': {
    clocks: (before, { data }, { headline }) =>
      upholdsReturn(before, data.lead)
        ? [{ order: 'restart', clock: headline, keepOriginal: true, keepSpan: true }]
        : [],
  },

  'forbid-return': { apply: (facts) => ({ ...facts, designated: true, arbitration: false }) },

  'count-return': {
    prepare: (_fields, { policy }, facts) => ({
      arbitration: (facts?.returns ?? 0) + 1 >= policy.returnsBeforeArbitration,
    }),
    apply: (facts, { data }) => ({ ...facts, returns: facts.returns + 1, arbitration: data.arbitration === true }),
  },

  'record-answer': {
    prepare: (_fields, _context, facts, { postings }) => ({
      coHandler: facts?.coHandlers.find(
        ({ organisationId, settled }) =>
          settled === null && postings.some((posting) => posting.organisationId === organisationId),
      )?.organisationId,
    }),
    apply: (facts, { data }) => settle(facts, text(data.coHandler), 'answered'),
  },
  'overrule-co-handler': { apply: (facts, { data }) => settle(facts, text(data.coHandler), 'overruled') },

  'note-contact': {
    clocks: ({ state }, { data }, type) => (data.contacted === true ? stopContactClocks(type, state) : []),
  },

  'stop-contact': { clocks: ({ state }, _event, type) => stopContactClocks(type, state) },

  'record-report': {
    apply: (facts, { data, at }) => ({ ...facts, outcome: text(data.outcome), reportedAt: at }),
  },

  'record-callback': {
    apply: (facts, { data }) => ({
      ...facts,
      callbackTries: facts.callbackTries + 1,
      satisfied: data.reached === true ? data.satisfaction !== 'no' : facts.satisfied,
    }),
  },

  complete: {
    prepare: (_fields, { now, calendar, directory, policy }, facts) => {
      const leader = facts && (facts.leaderId ?? principalLeaderOf(facts.villageCode, directory, now));
      const by = leader ? deadlineOf(now, policy.confirmationWindow, calendar) : null;
      return { confirmBy: by?.ok ? by.due.toString() : null };
    },
    apply: (facts, { data, at }) => ({ ...facts, completedAt: at, confirmBy: instantOrNull(data.confirmBy) }),
  },

  /** Completed before it came here: no callback, no confirmation, no clearance is made up for it (design §6). */
  'complete-by-ledger': {
    apply: (facts, { data, at }) => ({ ...facts, completedAt: at, leadOrganisationId: textOrNull(data.lead) }),
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
    prepare: (_fields, { type, policy, conditions }) => {
      const span = policy.spanOf(type.headline, conditions);
      const half = span ? halfSpan(span) : null;
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
    prepare: (_fields, { now, calendar, policy }) => {
      const until = deadlineOf(now, policy.acknowledgementWindow, calendar);
      return { until: until.ok ? until.due.toString() : null };
    },
    apply: (facts, { actor, data, at }) => {
      const [personId, until] = [textOrNull(data.onBehalfOf) ?? actor.personId, instantOrNull(data.until)];
      if (personId === null || until === null) return facts;
      return { ...facts, acknowledgements: withAcknowledgement(facts.acknowledgements, { personId, until }, at) };
    },
  },
};

/** Whether handing the case to this lead upholds a return: another takes over, and has the whole span (time.md §4). */
export function upholdsReturn({ leadOrganisationId }: Pick<CaseFacts, 'leadOrganisationId'>, lead: unknown): boolean {
  return leadOrganisationId !== null && leadOrganisationId !== lead;
}

/** The effect of that name, in its general shape. */
export function effectNamed(name: EffectName): Effect {
  return effects[name];
}

/** A contact counts from the dispatch on: what is noted before leaves the unit its own to make (time.md §4). */
function stopContactClocks({ clocks, states }: CaseType, state: string): ClockOrder[] {
  const { clocks: running = [], pauses = [] } = states.get(state) ?? {};
  return [...clocks.values()]
    .filter(({ name, stopsWhen }) => stopsWhen === 'contacted' && [...running, ...pauses].includes(name))
    .map(({ name }) => ({ order: 'stop', clock: name }));
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

function settle(facts: CaseFacts, organisationId: string, how: 'answered' | 'overruled'): CaseFacts {
  return {
    ...facts,
    coHandlers: facts.coHandlers.map((one) => (one.organisationId === organisationId ? { ...one, settled: how } : one)),
  };
}

function text(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function instantOrNull(value: unknown): Temporal.Instant | null {
  return typeof value === 'string' ? Temporal.Instant.from(value) : null;
}
