import { type Breakage } from './breakage.js';

export const clocksThatEnd: readonly Breakage[] = [
  {
    what: 'a round that begins anew in a state at rest',
    of: 'permit',
    from: 'to: granted, by: [county-supervisor] }',
    to: 'to: granted, by: [county-supervisor], effects: [new-round] }',
    finds: [
      { code: 'runs-on', path: 'states.granted.clocks', value: 'work', way: ['open', 'accept', 'submit', 'grant'] },
    ],
  },
  {
    what: 'a round that begins anew in a terminal state',
    of: 'permit',
    from: 'to: filed, by: [system] }',
    to: 'to: filed, by: [system], effects: [new-round] }',
    finds: [
      {
        code: 'clock-in-terminal',
        path: 'states.filed.clocks',
        value: 'work',
        way: ['open', 'accept', 'submit', 'grant', 'file'],
      },
    ],
  },
  {
    what: 'a clock that a terminal state names',
    of: 'villager-problem',
    from: 'label: { zh: 已归档, en: Archived }\n',
    to: 'label: { zh: 已归档, en: Archived }\n    clocks: [clearance]\n',
    finds: [{ code: 'clock-in-terminal', path: 'states.archived.clocks', value: 'clearance' }],
  },
  {
    what: 'a clock that both runs and stands still',
    of: 'permit',
    from: 'pauses: [work]',
    to: 'pauses: [work, check]',
    finds: [{ code: 'running-and-paused', path: 'states.checking.pauses', value: 'check' }],
  },
  {
    what: 'a clock that stands still in a terminal state',
    of: 'permit',
    from: '    waits-on: []\n    end: terminal',
    to: '    waits-on: []\n    pauses: [rest]\n    end: terminal',
    finds: [
      {
        code: 'paused-for-ever',
        path: 'states.filed.pauses',
        value: 'rest',
        way: ['open', 'accept', 'submit', 'grant', 'file'],
      },
    ],
  },
  {
    what: 'a clock that stands still and never comes along',
    of: 'villager-problem',
    from: 'clocks: [rest]\n    end: success',
    to: 'clocks: [rest]\n    pauses: [handling]\n    end: success',
    finds: [
      {
        code: 'nothing-to-pause',
        path: 'states.cleared.pauses',
        value: 'handling',
        way: ['complete-on-the-spot', 'clear'],
      },
    ],
  },
  {
    what: 'a clock of co-handlers whom no dispatch names',
    of: 'villager-problem',
    from: 'effects: [name-co-handlers, assign-lead, uphold-return]',
    to: 'effects: [assign-lead, uphold-return]',
    finds: [{ code: 'no-such-subject', path: 'clocks.co-handling.of', value: 'assignment' }],
  },
  {
    what: 'a clock of applications where nobody applies',
    of: 'permit',
    from: '    second-person: true\n',
    to: '',
    finds: [
      { code: 'no-such-subject', path: 'clocks.application.of', value: 'application' },
      { property: 6, code: 'never-taken', path: 'actions.decide' },
    ],
  },
  {
    what: 'a state that wants to start the clock of an application',
    of: 'permit',
    from: 'clocks: [acceptance]',
    to: 'clocks: [acceptance, application]',
    finds: [{ code: 'clock-of-a-subject', path: 'states.asked.clocks', value: 'application' }],
  },
  {
    what: 'a headline that belongs to a subject',
    of: 'permit',
    from: 'headline: work',
    to: 'headline: application',
    finds: [{ code: 'headline-never-runs', path: 'headline', value: 'application' }],
  },
];
