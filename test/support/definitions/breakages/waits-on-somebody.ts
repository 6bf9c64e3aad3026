import { type Breakage } from './breakage.js';

export const waitsOnSomebody: readonly Breakage[] = [
  {
    what: 'a situation that its choice leaves out',
    of: 'permit',
    from: 'otherwise: [county-office, county-supervisor] }',
    to: 'tier-b: [county-office, county-supervisor] }',
    finds: [{ code: 'choice-uncovered', path: 'states.working.waits-on', when: 'no tier', way: ['open', 'accept'] }],
  },
  {
    what: 'nobody, once the leader has confirmed',
    of: 'villager-problem',
    from: '      otherwise: [county-supervisor, leader-above]\n    clocks: [clearance]',
    to: '    clocks: [clearance]',
    finds: [
      {
        code: 'choice-uncovered',
        path: 'states.completed.waits-on',
        when: 'not awaiting-confirmation',
        way: ['complete-on-the-spot'],
      },
    ],
  },
  {
    what: 'nobody at all',
    of: 'permit',
    from: 'waits-on: [county-supervisor, leader-above]',
    to: 'waits-on: []',
    finds: [{ code: 'waits-on-nobody', path: 'states.checking.waits-on', way: ['open', 'accept', 'submit'] }],
  },
  {
    what: 'a chain that ends at the office',
    of: 'permit',
    from: 'waits-on: [township-office, county-office, county-supervisor]',
    to: 'waits-on: [township-office, county-office]',
    finds: [{ code: 'chain-ends-too-low', path: 'states.asked.waits-on', value: 'county-office', way: ['open'] }],
  },
  {
    what: "a co-handler's clock whose chain ends at the linked leader",
    of: 'villager-problem',
    from: 'waits-on: [co-handler, linked-leader, county-supervisor]',
    to: 'waits-on: [co-handler, linked-leader]',
    finds: [{ code: 'chain-ends-too-low', path: 'clocks.co-handling.waits-on', value: 'linked-leader' }],
  },
  {
    what: 'the supervisor and nobody above, in arbitration alone',
    of: 'villager-problem',
    from: 'third-return: [county-supervisor, leader-above]',
    to: 'third-return: [county-supervisor]',
    finds: [
      {
        code: 'nobody-above-the-supervisor',
        path: 'states.returned.waits-on',
        when: 'third-return',
        way: ['complete-on-the-spot', 'reopen', 'return'],
      },
    ],
  },
  {
    what: 'a chain that goes down again',
    of: 'permit',
    from: 'waits-on: [township-office, county-office, county-supervisor]',
    to: 'waits-on: [county-office, township-office, county-supervisor]',
    finds: [{ code: 'chain-goes-down', path: 'states.asked.waits-on', value: 'township-office', way: ['open'] }],
  },
  {
    what: 'a party that follows from whom the case waits on',
    of: 'permit',
    from: 'waits-on: [township-office, county-office, county-supervisor]',
    to: 'waits-on: [level-above, county-supervisor]',
    finds: [{ code: 'never-filled', path: 'states.asked.waits-on', value: 'level-above', way: ['open'] }],
  },
];
