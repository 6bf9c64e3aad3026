import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { Directory, type Posting, type Role } from '../party/index.js';
import { type HandOverWish, type NamedCase, partsThatMove, planHandOver } from './plan-hand-over.js';

const county = '350123';
const township = '350123103';
const village = '350123103201';
const at = Temporal.Instant.fromEpochMilliseconds(100);
const posting = (personId: string, role: Role, organisationId: string, regionCode = county, more = {}): Posting => ({
  ...{ id: `${personId} ${role} ${organisationId}`, personId, role, organisationId, regionCode },
  ...{ rank: null, from: 0, to: Infinity },
  ...more,
});
const li = [posting('li', 'handler', 'water'), posting('li', 'township-office', 'office', township)];
const others = [
  posting('wang', 'handler', 'water'),
  posting('zhao', 'handler', 'roads'),
  posting('admin', 'system-admin', 'office'),
  posting('next', 'handler', 'roads', county, { to: 200 }),
  posting('next', 'audit-admin', 'office', county, { from: 200 }),
];
const directory = new Directory([], [...li, ...others], [], []);
const held = { postings: li, links: [], duties: [] };
const named = (parts: NamedCase['parts'], more: Partial<NamedCase> = {}): NamedCase => ({
  ...{ id: 'case', villageCode: village, leadOrganisationId: 'water', parts },
  ...more,
});
const wish = (more: Partial<HandOverWish> = {}): HandOverWish => ({
  ...{
    personId: 'li',
    successorId: 'wang',
    ends: li.map(({ id }) => id),
    links: [],
    duties: [],
    cases: 'with-what-ends',
    takers: {},
  },
  ...more,
});
const judged = (one: HandOverWish, cases: NamedCase[] = []) => planHandOver(one, held, cases, directory, at, county);
const moving = (one: HandOverWish, of: NamedCase) => {
  const plan = judged(one, [of]);
  if (!plan.ok) return plan.problem.code;
  return partsThatMove(plan.plan, of).map(({ part, successorId }) => `${part} → ${successorId}`);
};

describe('what moves with a hand-over', () => {
  it('is everything of somebody who leaves', () => {
    const all = named(['handler', 'decliner', 'applicant']);
    expect(moving(wish(), all)).toEqual(['handler → wang', 'decliner → wang', 'applicant → wang']);
  });

  it('is only what no remaining posting answers for, where others go on', () => {
    const handler = wish({ ends: ['li handler water'] });
    expect(moving(handler, named(['handler']))).toEqual(['handler → wang']);
    expect(moving(handler, named(['decliner']))).toEqual([]); // still in the township's office
    expect(moving(handler, named(['decliner'], { villageCode: '350123200201' }))).toEqual(['decliner → wang']);
    const office = wish({ ends: ['li township-office office'] });
    expect(moving(office, named(['handler']))).toEqual([]);
    expect(moving(office, named(['decliner']))).toEqual(['decliner → wang']);
    expect(moving(office, named(['applicant']))).toEqual([]); // applied for the unit, and is there still
  });

  it('is the whole work where that is asked for, whatever ends', () => {
    expect(moving(wish({ ends: [], cases: 'all' }), named(['handler']))).toEqual(['handler → wang']);
  });

  it('goes to whom each case is given, and stays where nobody takes it', () => {
    const shared = wish({ takers: { case: 'zhao', 'li handler water': 'zhao' } });
    expect(moving(shared, named(['handler']))).toEqual(['handler → zhao']);
    expect(moving(shared, named(['handler'], { id: 'another' }))).toEqual(['handler → wang']);
    expect(moving(wish({ successorId: null }), named(['handler']))).toEqual([]);
  });
});

describe('a hand-over is refused', () => {
  const code = (one: HandOverWish, cases: NamedCase[] = []) => {
    const result = judged(one, cases);
    return result.ok ? null : result.problem.code;
  };

  it.each<[string, HandOverWish, NamedCase[], string | null]>([
    ['to oneself', wish({ successorId: 'li' }), [], 'hands-over-to-oneself'],
    ['of what is not held', wish({ ends: ['wang handler water'] }), [], 'not-held'],
    [
      'to a stranger who gets no posting',
      wish({ ends: [], cases: 'all', successorId: 'xu' }),
      [named(['handler'])],
      'successor-without-posting',
    ],
    ['to a newcomer who gets the posting: not at all', wish({ successorId: 'xu' }), [named(['handler'])], null],
    ['to an administrator', wish({ successorId: 'admin' }), [], 'administrators-stay-apart'],
    ['to who becomes an administrator before it ends', wish({ successorId: 'next' }), [], 'administrators-stay-apart'],
    [
      'to another unit',
      wish({ ends: [], cases: 'all', successorId: 'zhao' }),
      [named(['handler'])],
      'successor-outside-the-unit',
    ],
    ['of a list to who is no leader', wish({ ends: [], cases: 'all' }), [named(['leader'])], 'successor-is-no-leader'],
    ['of nothing', wish({ ends: [] }), [], 'nothing-to-hand-over'],
  ])('%s', (_what, one, cases, problem) => {
    expect(code(one, cases)).toBe(problem);
  });

  it.each<[Role, string]>([
    ['supervisor', 'last-supervisor'],
    ['county-office', 'last-county-office'],
  ])('where the last %s would leave without a successor', (role, problem) => {
    const last = posting('li', role, 'office');
    const leaves = { ...wish({ ends: [last.id], successorId: null }) };
    const among = (all: Posting[]) =>
      planHandOver(leaves, { ...held, postings: [last] }, [], new Directory([], [last, ...all], [], []), at, county);
    expect(among([])).toEqual({ ok: false, problem: { code: problem } });
    expect(among([posting('xu', role, 'office', county, { to: 100 })]).ok).toBe(false); // whose term is over then
    expect(among([posting('xu', role, 'office', township)]).ok).toBe(false); // who holds it for a part of the county
    expect(among([posting('xu', role, 'office', county, { to: 200 })]).ok).toBe(false); // with whose term it ends
    expect(among([posting('xu', role, 'office')]).ok).toBe(true);
    const taken = (of: Posting) =>
      planHandOver({ ...leaves, successorId: 'xu' }, { ...held, postings: [last] }, [], new Directory([], [last, of], [], []), at, county).ok; // prettier-ignore
    expect(taken(posting('xu', 'head', 'roads'))).toBe(true);
    // a successor who holds the very place already gets no second one: then the own term counts
    expect(taken(posting('xu', role, 'office'))).toBe(true);
    expect(taken(posting('xu', role, 'office', county, { to: 200 }))).toBe(false);
    expect(taken(posting('xu', role, 'office', county, { from: 150, to: 200 }))).toBe(false);
  });
});
