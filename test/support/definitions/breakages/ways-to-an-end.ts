import { type Breakage } from './breakage.js';

export const waysToAnEnd: readonly Breakage[] = [
  {
    what: 'a state that nothing leads to',
    of: 'permit',
    from: '  filed:\n',
    to: '  waiting: { label: { zh: 等待, en: Waiting }, waits-on: [county-office, county-supervisor], clocks: [work] }\n  filed:\n',
    finds: [{ code: 'unreachable', path: 'states.waiting' }],
  },
  {
    what: 'a circle instead of the way on',
    of: 'permit',
    from: 'to: checking, by: [county-office] }',
    to: 'to: working, by: [county-office] }',
    finds: [
      { code: 'unreachable', path: 'states.checking' },
      { code: 'unreachable', path: 'states.granted' },
      { code: 'no-way-out', path: 'states.working', way: ['open', 'accept'] },
    ],
  },
  {
    what: 'a way that is for imports only',
    of: 'permit',
    from: 'to: granted, by: [county-supervisor]',
    to: 'to: granted, by: [import]',
    finds: [
      { code: 'no-way-out', path: 'states.checking', way: ['open', 'accept', 'submit'] },
      { code: 'no-way-out', path: 'states.working', way: ['open', 'accept'] },
    ],
  },
  {
    what: 'a way that nobody may go in one tier',
    of: 'permit',
    from: 'to: checking, by: [county-office] }',
    to: 'to: checking, by: { tier-a: [county-office], tier-b: [], otherwise: [county-office] } }',
    finds: [{ code: 'no-way-out', path: 'states.working', when: 'tier-b', way: ['open', 'accept'] }],
  },
  {
    what: 'a way that nobody may go while there is no tier',
    of: 'permit',
    from: 'to: checking, by: [county-office] }',
    to: 'to: checking, by: { tier-a: [county-office], tier-b: [county-office] } }',
    finds: [{ code: 'no-way-out', path: 'states.working', when: 'no tier', way: ['open', 'accept'] }],
  },
  {
    what: 'a second person who cannot agree',
    of: 'permit',
    from: 'from: any-open, by: [county-office, county-supervisor]',
    to: 'from: [working], by: [county-office, county-supervisor]',
    finds: [{ code: 'never-decided', path: 'actions.refuse', value: 'asked' }],
  },
  {
    what: 'a draft order that nobody may drop',
    of: 'villager-problem',
    from: 'effects: [drop-order]',
    to: 'effects: []',
    finds: [{ code: 'never-decided', path: 'ladders.handling', value: 'order' }],
  },
  {
    what: 'a terminal state that is left',
    of: 'permit',
    from: 'from: [checking], to: working',
    to: 'from: [checking, filed], to: working',
    finds: [{ code: 'terminal-is-left', path: 'actions.send-back.from', value: 'filed' }],
  },
  {
    what: 'an opening that nobody can take',
    of: 'permit',
    from: 'by: [village-clerk, resident]',
    to: 'by: [system]',
    finds: [
      { code: 'nothing-opens', path: 'actions' },
      { property: 5, code: 'headline-never-runs' },
      { property: 6, code: 'never-taken', path: 'actions.open' },
      { property: 6, code: 'never-taken', path: 'actions.note' },
      { property: 6, code: 'never-taken', path: 'actions.decide' },
    ],
  },
];
