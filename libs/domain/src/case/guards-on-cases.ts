import { Temporal } from 'temporal-polyfill';
import { formatInstant } from '../calendar/format-instant.js';
import { deadlineOf } from '../deadline/index.js';
import { fills } from '../party/fills.js';
import { type Guard, type OtherCase } from './decision.js';
import { isSecondPerson } from './second-person.js';

/** Guards of objections, and of what joins one case with others (actions.md). */
export const guardsOnCases = {
  /** Somebody proposed it, and nobody grants the own proposal, but the leader above, above whom there is none. */
  proposed: (facts, actor, _fields, { directory, now }) => {
    if (!facts.proposal) return { code: 'not-proposed' };
    return isSecondPerson(actor, [facts.proposal.by]) || fills('leader-above', actor, facts, directory, now)
      ? null
      : { code: 'second-person-must-differ' };
  },

  'proposed-by-another': (facts, actor, _fields, { directory, now }) =>
    isSecondPerson(actor, facts.tookPart) || fills('leader-above', actor, facts, directory, now)
      ? null
      : { code: 'second-person-must-differ' },

  /** The case that the problem goes on in is another of the same type that is still worked on: one struck off takes nothing up. */
  'survivor-stands': (_facts, _actor, { survivor }, { type, others }) => {
    const other = others?.get(String(survivor));
    if (!other) return { code: 'no-such-case', data: { field: 'survivor' } };
    if (other.type.code !== type.code) return { code: 'another-type' };
    return isOver(other) || other.facts.completedAt !== null ? { code: 'case-is-over' } : null;
  },

  /** Who leads a project is a leader. */
  'leader-named': (_facts, _actor, { leader }, { directory, now }) =>
    directory.isLeader(String(leader), now) ? null : { code: 'unknown-person', data: { field: 'leader' } },

  /** Units that are to sign, to give or to supply are units of the county. */
  'units-exist': (_facts, _actor, fields, { directory, now }) => {
    const unknown = ['coSigners', 'giver', 'organisation'].find((field) =>
      [fields[field] ?? []].flat().some((unit) => !directory.organisation(String(unit), now)),
    );
    return unknown === undefined ? null : { code: 'unknown-organisation', data: { field: unknown } };
  },

  /** A project that is there and goes on, or a title and a lead leader for a new one. */
  'project-named': (_facts, _actor, { project, title, leader, lead }, { type, others, directory, now }) => {
    if (project === undefined) {
      if (title === undefined || leader === undefined) return { code: 'project-missing' };
      if (lead !== undefined && !directory.organisation(String(lead), now))
        return { code: 'unknown-organisation', data: { field: 'lead' } };
      return directory.isLeader(String(leader), now) ? null : { code: 'unknown-person', data: { field: 'leader' } };
    }
    const other = others?.get(String(project));
    if (!other) return { code: 'no-such-case', data: { field: 'project' } };
    if (![...type.actions.values()].some(({ opens }) => opens?.type === other.type.code))
      return { code: 'another-type' };
    return isOver(other) ? { code: 'case-is-over' } : null;
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

/** Ended, be it with success. */
function isOver({ type, facts }: OtherCase): boolean {
  return type.states.get(facts.state)?.end !== null;
}
