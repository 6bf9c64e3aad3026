import { type Breakage } from './breakage.js';

export const laddersEndWithAnother: readonly Breakage[] = [
  {
    what: 'a last step for the one waited on alone',
    of: 'permit policy',
    from: '{ at: +2wd, tell: [county-supervisor, leader-above] }',
    to: '{ at: +2wd, tell: [waited-on] }',
    finds: [
      { code: 'ladder-tells-nobody-else', path: 'ladders.work', value: 'work @ working', way: ['open', 'accept'] },
    ],
  },
  {
    what: 'a last step for the supervisor, whom one state waits on',
    of: 'permit policy',
    from: '{ at: +1wd, tell: [supervisor-or-above] }',
    to: '{ at: +1wd, tell: [county-office, county-supervisor] }',
    finds: [
      // the office is missing where the case waits on the supervisor in its place
      { code: 'ladder-tells-nobody-else', path: 'ladders.otherwise', value: 'acceptance @ asked', way: ['open'] },
    ],
  },
  {
    what: 'a last step of emergencies for the handlers alone',
    of: 'villager-problem policy',
    from: '{ at: +6h, tell: [county-leader-on-duty] }',
    to: '{ at: +6h, tell: [waited-on] }',
    finds: [
      {
        code: 'ladder-tells-nobody-else',
        path: 'ladders.handling',
        value: 'handling @ dispatched',
        when: 'emergency',
        way: ['open', 'accept', 'dispatch'],
      },
    ],
  },
  {
    what: 'a due at which the system may be refused by a guard, and then nobody hears',
    of: 'villager-problem',
    from: 'by: [lead-unit, system, import]',
    to: 'guards: [not-designated]\n    by: [lead-unit, system, import]',
    finds: [{ code: 'ladder-tells-nobody-else', path: 'ladders.receipt', value: 'receipt @ dispatched' }],
  },
  {
    what: 'a repetition into the void',
    of: 'permit policy',
    from: 'repeat: { every: 5wd, tell: [leader-above] }',
    to: 'repeat: { every: 5wd, tell: [] }',
    finds: [
      { code: 'repetition-tells-nobody-else', path: 'ladders.work', value: 'work @ working', way: ['open', 'accept'] },
    ],
  },
  {
    what: 'a repetition for the head alone, who is waited on where no handler is',
    of: 'villager-problem policy',
    from: 'repeat: { every: 24h, tell: [head, linked-leader, county-leader-on-duty] }',
    to: 'repeat: { every: 24h, tell: [head] }',
    finds: [
      {
        code: 'repetition-tells-nobody-else',
        path: 'ladders.handling',
        value: 'handling @ dispatched',
        when: 'emergency',
      },
    ],
  },
  {
    what: 'a repetition after a step that this span does not climb',
    of: 'permit policy',
    from: '{ at: +2wd, tell: [county-supervisor, leader-above] }',
    to: '{ at: +2wd, tell: [county-supervisor, leader-above], for: [wd] }',
    finds: [
      {
        code: 'repetition-never-begins',
        path: 'ladders.work',
        value: 'work @ working',
        when: 'urgent',
        way: ['open', 'accept'],
      },
    ],
  },
  {
    what: 'a ladder that is over before due',
    of: 'permit policy',
    from: `      - { at: due, level: urge, tell: [waited-on], inform: [level-above] }
      - { at: +2wd, tell: [county-supervisor, leader-above] }
`,
    to: '',
    finds: [{ code: 'ladder-ends-before-due', path: 'ladders.work', value: 'work @ working' }],
  },
  {
    what: 'no ladder for clocks that have none of their own',
    of: 'permit policy',
    from: '  otherwise:\n    steps',
    to: '  acceptance:\n    steps',
    finds: [{ code: 'no-ladder', path: 'ladders.otherwise', value: 'contact @ working', way: ['open', 'accept'] }],
  },
  {
    what: 'no ladder in one situation',
    of: 'villager-problem policy',
    from: '  rest: { steps: [{ at: due }] }',
    to: '  rest: { emergency: { steps: [{ at: due }] }, urgent: { steps: [{ at: due }] }, complex: { steps: [{ at: due }] } }',
    finds: [{ code: 'no-ladder', path: 'ladders.rest', value: 'rest @ cleared', when: 'normal' }],
  },
  {
    what: 'no step at the due at which the system should act',
    of: 'permit policy',
    from: 'rest: { steps: [{ at: due }] }',
    to: 'rest: { steps: [{ at: +1wd, tell: [county-office] }] }',
    finds: [
      {
        code: 'system-never-acts',
        path: 'ladders.rest',
        value: 'rest @ granted',
        way: ['open', 'accept', 'submit', 'grant'],
      },
    ],
  },
  {
    what: 'an action of the system that nobody hears of',
    of: 'villager-problem',
    from: 'tells: { by-system: [handler, head] }',
    to: 'tells: { by-system: [] }',
    finds: [
      {
        code: 'system-tells-nobody',
        path: 'actions.receive.tells',
        value: 'receipt @ dispatched',
        way: ['open', 'accept', 'dispatch'],
      },
    ],
  },
  {
    what: 'steps that change places',
    of: 'villager-problem policy',
    from: '{ at: +10wd, draft: red, propose: interview }',
    to: '{ at: +1wd, draft: red, propose: interview }',
    finds: [{ code: 'not-provably-increasing', path: 'ladders.handling', value: '+5wd, +1wd', when: 'normal' }],
  },
  {
    what: 'steps whose units do not compare',
    of: 'villager-problem policy',
    from: '{ at: +5wd, propose: county-list }',
    to: '{ at: +2wd, propose: county-list }',
    finds: [{ code: 'not-provably-increasing', path: 'ladders.handling', value: '+48h, +2wd', when: 'urgent' }],
  },
  {
    what: 'a share of a date',
    of: 'villager-problem policy',
    from: '        - { at: -1wd, tell: [waited-on] }\n        - { at: due, level: urge, tell: [waited-on, handler',
    to: '        - { at: 50%, tell: [waited-on] }\n        - { at: due, level: urge, tell: [waited-on, handler',
    finds: [{ code: 'percent-without-span', path: 'ladders.co-handling', value: '50%', when: 'normal' }],
  },
];
