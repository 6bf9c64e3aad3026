import { Temporal } from 'temporal-polyfill';
import { formatInstant } from '../calendar/format-instant.js';
import { deadlineOf, instantOfStart } from '../deadline/index.js';
import { type WindowName } from '../ladder/policy.js';
import { fills } from '../party/fills.js';
import { formatSpan, parseSpan } from '../span/index.js';
import { type DecisionContext, type Guard, type Refusal } from './decision.js';
import { isRise } from './effects-on-time.js';

/** Guards of what changes how long a case may take (actions.md; time.md §4). */
export const guardsOnTime = {
  /** An extension is asked for while there is time left: at the due instant it is late. */
  'before-due': (_facts, _actor, _fields, { type, clocks, now }) => {
    const headline = clocks.find(({ name, subject }) => name === type.headline && subject === '');
    return headline && isAfter(headline.due, now) ? null : { code: 'overdue-already' };
  },

  'extension-inside-caps': ({ extensions, round }, _actor, { span }, { policy, conditions }): Refusal | null => {
    const cap = round > 1 ? null : policy.extensionCap(conditions);
    if (!cap) return { code: 'not-to-be-extended' };
    if (extensions.length >= cap.times) return { code: 'extended-often-enough', data: { times: cap.times } };
    if (span === undefined) return null;
    const by = parseSpan(span);
    return by.ok && by.span.unit === cap.span.unit && by.span.amount > 0 && by.span.amount <= cap.span.amount
      ? null
      : { code: 'extension-too-long', data: { span: formatSpan(cap.span) } };
  },

  'not-an-emergency': ({ urgency }) => (urgency === 'emergency' ? { code: 'emergency-goes-on' } : null),

  /** What rests does not become an emergency unseen: it is resumed first. */
  'emergency-does-not-rest': ({ state }, _actor, { urgency }, { type }) =>
    urgency === 'emergency' && type.states.get(state)?.lamp === 'grey' ? { code: 'resume-first' } : null,

  'told-by-today': (_facts, _actor, { on }, { now, calendar }) =>
    typeof on === 'string' && on > now.toZonedDateTimeISO(calendar.timeZone).toPlainDate().toString()
      ? { code: 'told-in-the-future' }
      : null,

  'review-date-in-range': (_facts, _actor, { reviewOn }, context) => outOfRange(reviewOn, 'suspension', context),

  'recheck-date-in-range': (_facts, _actor, { recheckOn }, context) => outOfRange(recheckOn, 'deferral', context),

  /** The office sets any urgency; leader and supervisor may only raise it. */
  'only-up-outside-the-office': (facts, actor, { urgency }, { type, directory, now }) => {
    if (urgency === facts.urgency) return { code: 'urgency-as-before' };
    return fills('county-office', actor, facts, directory, now) || isRise(type, facts.urgency, String(urgency))
      ? null
      : { code: 'raises-only' };
  },
} as const satisfies Readonly<Record<string, Guard>>;

/** A date on which the system goes on: after today, and within the policy's window where it sets one. */
function outOfRange(date: unknown, window: WindowName, context: DecisionContext): Refusal | null {
  const { calendar, policy, conditions, now } = context;
  const at = instantOfStart(date, calendar);
  const longest = policy.window(window, conditions);
  const latest = longest && deadlineOf(now, longest, calendar);
  if (at.ok && isAfter(at.at, now) && !(latest?.ok && isAfter(at.at, latest.due))) return null;
  return {
    code: 'date-out-of-range',
    data: { latest: latest?.ok ? formatInstant(latest.due, calendar.timeZone) : '' },
  };
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}
