import { Temporal } from 'temporal-polyfill';
import { formatInstant } from '../calendar/format-instant.js';
import { halfDayOf } from '../calendar/half-day.js';
import { latestSubDeadline } from '../clock/co-handling.js';
import { deadlineOf } from '../deadline/index.js';
import { standing } from '../duty-list/standing.js';
import { fills } from '../party/fills.js';
import { isAccusedUnit } from '../party/recusal.js';
import { acknowledgedUntil } from './acknowledgement.js';
import { coHandlersIn } from './co-handlers.js';
import { upholdsReturn } from './effects-on-leads.js';
import { type GuardName } from './guard-names.js';
import { guardsOnCases } from './guards-on-cases.js';
import { guardsOnParts } from './guards-on-parts.js';
import { guardsOnTime } from './guards-on-time.js';
import { type Guard, type GuardRefusal, type Refusal } from './decision.js';

/** The named guards of actions (design §5; each rule's source is actions.md unless it says otherwise). */
const guards: Readonly<Record<GuardName, Guard>> = {
  ...guardsOnTime,
  ...guardsOnCases,
  ...guardsOnParts,

  'before-arbitration': (facts) =>
    facts.state === 'returned' && facts.arbitration ? refuse('arbitration-decides') : null,

  'lead-exists': (_facts, _actor, fields, { directory, now }) => {
    const lead = String(fields.lead);
    if (!directory.organisation(lead, now)) return refuse('unknown-organisation', { field: 'lead' });
    if (fields.handler === undefined) return null;
    const postings = directory.postingsOf(String(fields.handler), now);
    if (postings.length === 0) return refuse('unknown-person', { field: 'handler' });
    return postings.some((posting) => posting.organisationId === lead) ? null : refuse('handler-outside-the-unit');
  },

  /**
   * Outside its duty list a unit handles with a recorded reason only; whoever passes a case on within the unit that has it
   * gives it no new duty.
   */
  'inside-duty-list': (facts, _actor, fields, { directory, now }) => {
    const lead = directory.organisation(String(fields.lead), now);
    if (!lead || fields.dutyReason !== undefined) return null;
    if (lead.id === facts.leadOrganisationId && facts.state !== 'returned') return null;
    return standing(lead, facts.category, directory, now) === 'outside'
      ? refuse('outside-duty-list', { field: 'dutyReason', unit: lead.name })
      : null;
  },

  /** The accused's unit handles no complaint against it (design §5). */
  'nobody-handles-who-is-accused': (facts, _actor, fields, { directory, now }) =>
    [String(fields.lead), ...unitsIn(fields.coHandlers)].some((unit) => isAccusedUnit(unit, facts, directory, now))
      ? refuse('accused-sits-in-the-unit')
      : null,

  /** Handlers of a confidential case see its summary only, so without one they would see nothing. */
  'summary-written': ({ confidential, summaryId }) =>
    confidential && summaryId === null ? refuse('summary-missing') : null,

  'summary-given': ({ summaryId }, _actor, { confidential, summary }) =>
    confidential === true && summary === undefined && summaryId === null ? refuse('summary-missing') : null,

  'lifted-by-the-county-office': (facts, actor, { confidential }, { directory, now }) =>
    confidential === true || !facts.confidential || fills('county-office', actor, facts, directory, now)
      ? null
      : refuse('county-office-lifts'),

  'co-handlers-exist': (_facts, _actor, fields, { directory, now }) => {
    const units = unitsIn(fields.coHandlers);
    if (new Set(units).size < units.length) return refuse('co-handler-twice', { field: 'coHandlers' });
    return units.every((id) => id !== fields.lead && directory.organisation(id, now))
      ? null
      : refuse('unknown-organisation', { field: 'coHandlers' });
  },

  /** Later than the latest a sub-deadline may not be (time.md §4), and nobody answers by yesterday. */
  'sub-deadlines-in-time': (facts, _actor, fields, context) => {
    const set = coHandlersIn(fields.coHandlers).flatMap(({ by }) => by ?? []);
    const latest = set.length > 0 && latestSubDeadline(upholdsReturn(facts, fields.lead), context);
    if (!latest || set.every((by) => isAfter(by, context.now) && !isAfter(by, latest))) return null;
    const { timeZone } = context.calendar;
    return refuse('sub-deadline-out-of-range', { field: 'coHandlers', latest: formatInstant(latest, timeZone) });
  },

  'inside-return-window': (facts, _actor, _fields, { policy, calendar, conditions, now }) => {
    const window = policy.window('return', conditions);
    if (!window || !facts.dispatchedAt) return null;
    const until = deadlineOf(facts.dispatchedAt, window, calendar);
    return !until.ok || isAfter(now, until.due) ? refuse('return-window-closed', untilOf(until)) : null;
  },

  'not-designated': (facts) => (facts.designated ? refuse('designated-case-stays') : null),

  'head-of-lead-unit-named': (facts, _actor, fields, { directory, now }) =>
    isHeadOfLead(facts.leadOrganisationId, fields.head, directory.postingsOf(String(fields.head), now))
      ? null
      : refuse('head-of-unit-missing'),

  'head-stays-within-the-unit': (facts, actor, fields, { directory, now }) =>
    fields.lead === facts.leadOrganisationId || fills('county-office', actor, facts, directory, now)
      ? null
      : refuse('transfer-outside-the-unit'),

  'answer-is-owed': (facts, actor) =>
    facts.coHandlers.some(
      ({ organisationId, settled }) =>
        settled === null && actor.postings.some((posting) => posting.organisationId === organisationId),
    )
      ? null
      : refuse('no-answer-owed'),

  'co-handler-has-not-answered': (facts, _actor, fields) =>
    facts.coHandlers.some(({ organisationId, settled }) => settled === null && organisationId === fields.coHandler)
      ? null
      : refuse('no-answer-owed'),

  'co-handlers-settled': (facts, actor) => {
    const owing = facts.coHandlers.filter(({ settled }) => settled === null).length;
    return owing > 0 && actor.kind === 'person' ? refuse('co-handlers-owe-answers', { owing }) : null;
  },

  'tier-a-names-its-head': (facts, actor, fields, { directory, now }) =>
    facts.tier !== 'A' ||
    actor.kind === 'import' ||
    isHeadOfLead(facts.leadOrganisationId, fields.head, directory.postingsOf(String(fields.head), now))
      ? null
      : refuse('head-of-unit-missing'),

  'outside-the-lead-unit': (facts, actor) => {
    // what no unit handled is called back by somebody else than who solved it
    const persons = [actor.personId, actor.actedBy?.personId];
    if (!facts.leadOrganisationId && persons.some((one) => one && facts.tookPart.includes(one)))
      return { code: 'took-part-already' };
    return [...actor.postings, ...(actor.actedBy?.postings ?? [])].some(
      (posting) => posting.organisationId === facts.leadOrganisationId,
    )
      ? refuse('inside-the-lead-unit')
      : null;
  },

  /** A no is not called away: it leads to a new round (design §5). */
  'tries-left': (facts, _actor, _fields, { policy }) => {
    if (facts.satisfied === false) return refuse('requester-dissatisfied');
    return facts.callbackTries >= policy.callbackTries
      ? refuse('no-tries-left', { tries: policy.callbackTries })
      : null;
  },

  'callback-settled': (facts, _actor, _fields, { policy }) => {
    if (facts.satisfied === false) return refuse('requester-dissatisfied');
    return facts.satisfied === true || facts.callbackTries >= policy.callbackTries ? null : refuse('callback-missing');
  },

  'demand-stands': ({ satisfied }) => (satisfied === false ? null : refuse('no-demand')),

  'outcome-can-be-verified': (facts) =>
    facts.outcome === 'not-yet-possible' ? refuse('outcome-not-yet-possible') : null,

  'outcome-not-yet-possible': (facts) => (facts.outcome === 'not-yet-possible' ? null : refuse('outcome-possible')),

  'not-yet-confirmed': (facts) => (facts.confirmedAt ? refuse('already-confirmed') : null),

  'confirmed-or-unanswered': (facts, _actor, _fields, { now }) =>
    facts.confirmBy && !facts.confirmedAt && !isAfter(now, facts.confirmBy)
      ? refuse('confirmation-awaited', { until: facts.confirmBy.toString() })
      : null,

  'order-awaits-decision': (facts) =>
    facts.order && (!facts.order.issued || facts.order.raiseTo) ? null : refuse('no-draft-order'),

  'once-each-half-day': (facts, _actor, _fields, { calendar, now }) =>
    facts.urgedAt && halfDayOf(facts.urgedAt, calendar) === halfDayOf(now, calendar)
      ? refuse('urged-this-half-day')
      : null,

  'something-is-overdue': (_facts, _actor, _fields, { clocks, now }) =>
    clocks.some(({ status, due }) => status === 'running' && !isAfter(due, now)) ? null : refuse('nothing-overdue'),

  'not-yet-acknowledged': (facts, { personId }, _fields, { calendar, now }) => {
    const until = acknowledgedUntil(facts.acknowledgements, personId, now);
    return until && refuse('acknowledged-already', { until: formatInstant(until, calendar.timeZone) });
  },
};

/** Guards that judge what was filled in; the others can be asked before there is a form. */
const judgeTheForm: ReadonlySet<GuardName> = new Set<GuardName>([
  'lead-exists',
  'inside-duty-list',
  'nobody-handles-who-is-accused',
  'summary-given',
  'lifted-by-the-county-office',
  'co-handlers-exist',
  'sub-deadlines-in-time',
  'head-of-lead-unit-named',
  'head-stays-within-the-unit',
  'co-handler-has-not-answered',
  'tier-a-names-its-head',
  'emergency-does-not-rest',
  'told-by-today',
  'review-date-in-range',
  'recheck-date-in-range',
  'only-up-outside-the-office',
  'survivor-stands',
  'project-named',
  'leader-named',
  'units-exist',
  'lead-known',
  'part-is-the-own-units',
  'planned-ahead',
  'reached-by-today',
  'paid-as-committed',
  'need-is-open',
]);

export function judgesTheForm(name: GuardName): boolean {
  return judgeTheForm.has(name);
}

/** Guards that say until when something may be asked for; how long the answer takes is not the applicant's. */
const judgeTheAsking: ReadonlySet<GuardName> = new Set<GuardName>(['before-due', 'inside-objection-window']);

export function judgesTheAsking(name: GuardName): boolean {
  return judgeTheAsking.has(name);
}

/** The guard of that name, in its general shape. */
export function guardNamed(name: GuardName): Guard {
  return guards[name];
}

function refuse(code: GuardRefusal, data?: Refusal['data']): Refusal {
  return { code, data };
}

function untilOf(until: ReturnType<typeof deadlineOf>): Refusal['data'] {
  return until.ok ? { until: until.due.toString() } : undefined;
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}

function isHeadOfLead(
  lead: string | null,
  personId: unknown,
  postings: readonly { organisationId: string; role: string }[],
) {
  return (
    typeof personId === 'string' &&
    postings.some((posting) => posting.organisationId === lead && posting.role === 'head')
  );
}

function unitsIn(coHandlers: unknown): readonly string[] {
  return coHandlersIn(coHandlers).map(({ organisationId }) => organisationId);
}
