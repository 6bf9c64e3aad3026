import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type Actor } from '../case/decision.js';
import { type CaseFacts } from '../case/facts.js';
import { Directory, type Duty, type Link, type Posting } from './directory.js';
import { fills } from './fills.js';
import { whoIs } from './who-is.js';

const now = Temporal.Instant.from('2026-11-23T09:00:00+08:00');
const always = { from: -Infinity, to: Infinity };
const village = '350123103201';

const posting = (personId: string, role: Posting['role'], regionCode = '350123'): Posting => ({
  ...{ id: `${personId}-${role}`, personId, organisationId: 'office', role, rank: null, regionCode },
  ...always,
});
const leads = (personId: string): Link => ({
  ...{ personId, villageCode: village, role: 'leader', principal: true },
  ...always,
});
/** Only what these parties look at. */
const facts = (of: Partial<CaseFacts> = {}) =>
  ({ villageCode: village, leadOrganisationId: null, leadPersonId: null, leaderId: null, ...of }) as CaseFacts;
const ask = (
  party: Parameters<typeof whoIs>[0],
  { postings = [], links = [], roster = [] }: { postings?: Posting[]; links?: Link[]; roster?: Duty[] },
  of: Partial<CaseFacts> = {},
) =>
  whoIs(party, facts(of), {
    directory: new Directory([], postings, links, roster),
    state: { waitsOn: undefined } as never,
    conditions: {} as never,
    now,
  });

describe('an office with a region of its own', () => {
  it.each([
    ['county-office', 'county-office'],
    ['county-supervisor', 'supervisor'],
  ] as const)('is asked as %s for cases of that region alone, as it may act there alone', (party, role) => {
    const postings = [posting('here', role, '350123103'), posting('elsewhere', role, '350123200')];
    expect(ask(party, { postings })).toEqual(['here']);
    const mayAct = (one: Posting) => {
      const actor: Actor = { kind: 'person', personId: one.personId, postings: [one] };
      return fills(party, actor, { villageCode: village }, new Directory([], postings, [], []), now);
    };
    expect(postings.map(mayAct)).toEqual([true, false]);
  });
});

describe('the linked leader', () => {
  it('who left the leadership for another post yields to the leader linked to the village now', () => {
    const postings = [posting('before', 'handler'), posting('now', 'leader')];
    expect(ask('linked-leader', { postings, links: [leads('now')] }, { leaderId: 'before' })).toEqual(['now']);
  });

  it('stays with the case as long as a leader, whoever is linked to the village now', () => {
    const postings = [posting('before', 'leader'), posting('now', 'leader')];
    expect(ask('linked-leader', { postings, links: [leads('now')] }, { leaderId: 'before' })).toEqual(['before']);
  });

  it('who is a leader no more is neither asked nor may act, as case and village name them still', () => {
    const postings = [posting('before', 'handler'), posting('now', 'head')];
    expect(ask('linked-leader', { postings, links: [leads('now')] }, { leaderId: 'before' })).toEqual([]);
    const mayAct = postings.map((one) => {
      const actor: Actor = { kind: 'person', personId: one.personId, postings: [one] };
      const directory = new Directory([], postings, [leads('now')], []);
      return fills('linked-leader', actor, { villageCode: village, leaderId: 'before' }, directory, now);
    });
    expect(mayAct).toEqual([false, false]);
  });
});

describe('those on duty', () => {
  const duty = (personId: string, of: Partial<Duty> = {}): Duty => ({
    ...{ personId, regionCode: '350123', role: 'leader', ...of },
    ...always,
  });
  const roster = [
    duty('county'),
    duty('township', { regionCode: '350123103' }),
    duty('elsewhere', { regionCode: '350123200' }),
    duty('unit', { organisationId: 'water' }),
    duty('officer', { role: 'officer' }),
    duty('unitOfficer', { role: 'officer', organisationId: 'water' }),
  ];

  it.each([
    ['duty-leader', ['county', 'township']],
    ['county-leader-on-duty', ['county']],
    ['head-of-duty', ['officer']],
  ] as const)(
    '%s is asked and may act by the same rule; a unit’s own roster guards that unit alone',
    (party, people) => {
      expect(ask(party, { roster })).toEqual(people);
      const directory = new Directory([], [], [], roster);
      const mayAct = roster.filter(({ personId }) =>
        fills(party, { kind: 'person', personId, postings: [] }, { villageCode: village }, directory, now),
      );
      expect(mayAct.map(({ personId }) => personId)).toEqual(people);
    },
  );
});
