import { Temporal } from 'temporal-polyfill';
import { type DecisionContext, type Guard, type Refusal } from './decision.js';
import { type CaseFacts, type CasePart } from './facts.js';

/** Guards of what a case is made of: milestones, signatures, funding sources, needs (actions.md, "key-project"). */
export const guardsOnParts = {
  /** A unit signs and offers for itself. */
  'part-is-the-own-units': ({ parts }, actor, { part }): Refusal | null => {
    const organisation = partNamed(parts, part)?.data.organisation;
    return actor.postings.some(({ organisationId }) => organisationId === organisation)
      ? null
      : { code: 'another-units-part' };
  },

  'nothing-to-sign': ({ parts }): Refusal | null => {
    const asked = parts.filter(({ kind, state }) => kind === 'signature' && state === 'asked').length;
    return asked > 0 ? { code: 'signatures-awaited', data: { asked } } : null;
  },

  'planned-ahead': (_facts, _actor, { plannedOn }, context): Refusal | null => {
    const latest = today(context).add({ years: longestPlan });
    if (!isDay(plannedOn) || Temporal.PlainDate.compare(plannedOn, today(context)) < 0)
      return { code: 'planned-in-the-past' };
    return Temporal.PlainDate.compare(plannedOn, latest) > 0
      ? { code: 'date-out-of-range', data: { latest: latest.toString() } }
      : null;
  },

  'reached-by-today': (_facts, _actor, { reachedOn }, context): Refusal | null =>
    isDay(reachedOn) && Temporal.PlainDate.compare(reachedOn, today(context)) <= 0
      ? null
      : { code: 'reached-in-the-future' },

  /** What is paid is no more than what was committed. */
  'paid-as-committed': ({ parts }, _actor, { part, paid }): Refusal | null => {
    const committed = Number(partNamed(parts, part)?.data.committed ?? 0);
    return Number(paid) <= committed ? null : { code: 'more-than-committed', data: { committed } };
  },

  'need-is-open': ({ parts }, _actor, { need }): Refusal | null => {
    const found = partNamed(parts, need);
    return found?.kind === 'need' && found.state === 'open' ? null : { code: 'no-open-need' };
  },

  'milestones-reached': ({ parts }): Refusal | null => {
    const planned = parts.filter(({ kind, state }) => kind === 'milestone' && state === 'planned').length;
    return planned > 0 ? { code: 'milestones-open', data: { planned } } : null;
  },
} as const satisfies Readonly<Record<string, Guard>>;

/** Years within which a milestone is planned; beyond them a date is a slip of the pen. */
const longestPlan = 5;

function partNamed(parts: CaseFacts['parts'], id: unknown): CasePart | undefined {
  return parts.find((one) => one.id === id);
}

/** A form's date; what is none has its problem by the schema. */
function isDay(date: unknown): date is string {
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date);
}

function today({ now, calendar }: DecisionContext): Temporal.PlainDate {
  return now.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
}
