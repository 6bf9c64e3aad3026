import { Temporal } from 'temporal-polyfill';
import { formatInstant } from '../calendar/format-instant.js';
import { deadlineOf } from '../deadline/index.js';
import { isOpen } from './case-type.js';
import { type Guard } from './decision.js';

/** Guards of objections, and of what joins one case with others (actions.md). */
export const guardsOnCases = {
  proposed: ({ proposal }) => (proposal ? null : { code: 'not-proposed' }),

  /** The case that the problem goes on in is another open one of the same type. */
  'survivor-stands': (_facts, _actor, { survivor }, { type, others }) => {
    const other = others?.get(String(survivor));
    if (!other) return { code: 'no-such-case', data: { field: 'survivor' } };
    if (other.type.code !== type.code) return { code: 'another-type' };
    return isOpen(other.type, other.facts.state) ? null : { code: 'case-is-over' };
  },

  /** A project that is there and goes on, or a title and a lead leader for a new one. */
  'project-named': (_facts, _actor, { project, title, leader }, { others, directory, now }) => {
    if (project === undefined) {
      if (title === undefined || leader === undefined) return { code: 'project-missing' };
      return directory.isLeader(String(leader), now) ? null : { code: 'unknown-person', data: { field: 'leader' } };
    }
    const other = others?.get(String(project));
    if (!other) return { code: 'no-such-case', data: { field: 'project' } };
    if (other.type.code !== 'key-project') return { code: 'another-type' };
    return other.type.states.get(other.facts.state)?.end === null ? null : { code: 'case-is-over' };
  },

  'inside-objection-window': ({ stateSince }, _actor, _fields, { policy, calendar, conditions, now }) => {
    const window = policy.window('objection', conditions);
    const until = window && deadlineOf(stateSince, window, calendar);
    return until?.ok && Temporal.Instant.compare(now, until.due) > 0
      ? { code: 'objection-too-late', data: { until: formatInstant(until.due, calendar.timeZone) } }
      : null;
  },

  'no-objection-pending': ({ applications }, _actor, _fields, { type }) =>
    applications.some(({ action }) => type.actions.get(action)?.decidedByUninvolved)
      ? { code: 'objection-pending' }
      : null,

  /** One that was drawn is called back before its number is struck off (design §5). */
  'sample-called-back': (facts, _actor, _fields, { policy }) => {
    if (!facts.sampled) return null;
    if (facts.satisfied === false) return { code: 'requester-dissatisfied' };
    return facts.satisfied === true || facts.callbackTries >= policy.callbackTries
      ? null
      : { code: 'sample-not-called' };
  },

  /** After completion only what was drawn is called back. */
  'callback-due': ({ completedAt, sampled }) => (completedAt && !sampled ? { code: 'not-sampled' } : null),

  /** What was solved on the spot has no unit to give it back to. */
  'lead-known': ({ leadOrganisationId }, _actor, { lead }, { directory, now }) => {
    if (lead === undefined) return leadOrganisationId ? null : { code: 'lead-missing' };
    return directory.organisation(String(lead), now) ? null : { code: 'unknown-organisation', data: { field: 'lead' } };
  },
} as const satisfies Readonly<Record<string, Guard>>;
