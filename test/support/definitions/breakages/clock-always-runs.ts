import { type Breakage } from './breakage.js';

export const clockAlwaysRuns: readonly Breakage[] = [
  {
    what: 'a state that names none',
    of: 'villager-problem',
    from: '    clocks: [dispatch]\n  dispatched',
    to: '    clocks: []\n  dispatched',
    finds: [{ code: 'no-clock-runs', path: 'states.accepted.clocks', way: ['open', 'accept'] }],
  },
  {
    what: 'one that runs once, in a case that comes back after it was stopped',
    of: 'villager-problem',
    from: 'clocks: [dispatch, contact, handling]',
    to: 'clocks: [contact]',
    finds: [
      {
        code: 'no-clock-runs',
        path: 'states.returned.clocks',
        way: ['complete-on-the-spot', 'reopen', 'return', 'note'],
      },
    ],
  },
  {
    what: 'one that a note of the contact stops',
    of: 'permit',
    from: 'acceptance: { label: { zh: 受理, en: Acceptance } }',
    to: 'acceptance: { label: { zh: 受理, en: Acceptance }, stops-when: contacted }',
    finds: [{ code: 'no-clock-runs', path: 'states.asked.clocks', way: ['open', 'note'] }],
  },
  {
    what: 'one that stands still there',
    of: 'villager-problem',
    from: '    clocks: [review]\n    pauses: [handling]',
    to: '    pauses: [handling, review]',
    finds: [
      {
        code: 'no-clock-runs',
        path: 'states.reviewing.clocks',
        way: ['complete-on-the-spot', 'reopen', 'report'],
      },
      { property: 5, code: 'nothing-to-pause', path: 'states.reviewing.pauses', value: 'review' },
      { property: 6, code: 'unused-clock', path: 'clocks.review' },
    ],
  },
  {
    what: 'a success state at rest without its clock',
    of: 'permit',
    from: '    clocks: [rest]\n',
    to: '',
    finds: [
      { code: 'no-clock-runs', path: 'states.granted.clocks', way: ['open', 'accept', 'submit', 'grant'] },
      // the system has no occasion any more to file it
      { property: 6, code: 'never-taken', path: 'actions.file' },
      { property: 6, code: 'unused-clock', path: 'clocks.rest' },
    ],
  },
  {
    what: 'no span for one urgency',
    of: 'permit policy',
    from: 'work: { urgent: 48h, normal',
    to: 'work: { normal',
    finds: [{ code: 'no-span', path: 'spans.work', when: 'urgent' }],
  },
  {
    what: 'no span for one kind of one urgency',
    of: 'villager-problem policy',
    from: 'normal: { question: 5wd, otherwise: 10wd }',
    to: 'normal: { question: 5wd, help: 10wd }',
    finds: [{ code: 'no-span', path: 'spans.handling', when: 'normal, complaint' }],
  },
  {
    what: 'no span before a case has a tier',
    of: 'villager-problem policy',
    from: '  rest: 30nd',
    to: '  rest: { tier-a: 30nd, tier-b: 30nd, tier-c: 30nd }',
    finds: [{ code: 'no-span', path: 'spans.rest', when: 'no tier' }],
  },
  {
    what: 'no span in any case',
    of: 'permit policy',
    from: '  check: 5wd\n',
    to: '',
    finds: [{ code: 'no-span', path: 'spans.check', when: undefined }],
  },
  {
    what: 'a span beside a date',
    of: 'villager-problem policy',
    from: '  order-decision: 1wd\n',
    to: '  order-decision: 1wd\n  co-handling: 3wd\n',
    finds: [{ code: 'span-of-a-date', path: 'spans.co-handling' }],
  },
  {
    what: 'an application that nobody is reminded of',
    of: 'permit',
    from: '  application: { label: { zh: 审批, en: Application }, of: application }\n',
    to: '',
    finds: [
      { code: 'subject-without-clock', path: 'actions.refuse', value: 'application' },
      { property: 6, code: 'unknown-clock', path: 'spans.application' },
    ],
  },
];
