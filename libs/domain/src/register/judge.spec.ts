import { describe, expect, it } from '@jest/globals';
import { type Posting, type Role } from '../party/directory.js';
import { type DutyEntry, type LinkEntry, type OrganisationEntry, type PostingEntry } from './entries.js';
import { judgeEntry, judgeWithdrawal, withEntry } from './judge.js';
import { mayWrite } from './may-write.js';
import { emptySurroundings, type RegisterSurroundings } from './surroundings.js';

const county = '350123';
const township = '350123103';
const village = '350123103201';
const elsewhere = '350123200201';
const open = { from: 0, to: Infinity };

const organisation = (of: Partial<OrganisationEntry> = {}): OrganisationEntry => ({
  ...{ name: '县水利局', aliases: [], kind: 'department', regionCode: county, serves: [], parentId: null },
  ...{ from: -Infinity, to: Infinity },
  ...of,
});
const posting = (of: Partial<PostingEntry> = {}): PostingEntry => ({
  ...{ personId: 'lin', organisationId: 'water', role: 'handler', rank: null, regionCode: county },
  ...open,
  ...of,
});
const link = (of: Partial<LinkEntry> = {}): LinkEntry => ({
  ...{ personId: 'lin', villageCode: village, role: 'leader', principal: true },
  ...open,
  ...of,
});
const duty = (of: Partial<DutyEntry> = {}): DutyEntry => ({
  ...{ personId: 'lin', regionCode: county, organisationId: null, role: 'leader', from: 0, to: 100 },
  ...of,
});

const around: RegisterSurroundings = {
  ...emptySurroundings(county, 0),
  regions: new Map([county, township, village, elsewhere].map((code) => [code, [{ from: 0, to: Infinity }]])),
  persons: new Set(['lin', 'chen']),
  organisations: [{ ...organisation(), id: 'water' }],
};
const codes = (problems: readonly { field: string; code: string }[]) =>
  problems.map(({ field, code }) => `${field} ${code}`);

describe('a posting', () => {
  it('may stand where everything that it names is there', () => {
    expect(judgeEntry('posting', posting(), around)).toEqual([]);
  });

  it.each<[string, Partial<PostingEntry>, string]>([
    ['of somebody unknown', { personId: 'nobody' }, 'personId unknown-person'],
    ['in no organisation of the county', { organisationId: 'other' }, 'organisationId unknown-organisation'],
    ['for no region of the county', { regionCode: '350124' }, 'regionCode unknown-region'],
    ['of a clerk for a whole township', { role: 'village-clerk', regionCode: township }, 'regionCode region-too-wide'],
    ['of a township office for the county', { role: 'township-office' }, 'regionCode region-too-wide'],
    ['of an administrator for a part', { role: 'system-admin', regionCode: township }, 'regionCode region-not-county'],
    ['of a supervisor for a part', { role: 'supervisor', regionCode: township }, 'regionCode region-not-county'],
    [
      'of the county office for a part',
      { role: 'county-office', regionCode: township },
      'regionCode region-not-county',
    ],
    ['with a rank that is not a leader’s', { rank: 'chief' }, 'rank rank-of-leaders-only'],
    ['that ends before it begins', { from: 10, to: 5 }, 'to ends-before-it-begins'],
  ])('%s is refused', (_what, of, expected) => {
    expect(codes(judgeEntry('posting', posting(of), around))).toContain(expected);
  });

  it('of one administrator is none of another at a time, and may be one after the other', () => {
    const held = withEntry(around, 'posting', 'first', posting({ role: 'system-admin', from: 0, to: 10 }));
    for (const role of ['security-admin', 'audit-admin'] as const) {
      expect(judgeEntry('posting', posting({ role, from: 9 }), held)).toEqual([
        {
          field: 'role',
          code: 'administrators-stay-apart',
          collides: true,
          data: { role: 'system-admin', id: 'first' },
        },
      ]);
      expect(judgeEntry('posting', posting({ role, from: 10 }), held)).toEqual([]);
    }
  });

  it('of an administrator stands beside no other posting, whichever is entered first', () => {
    const apart = ['role administrators-stay-apart'];
    const administers = withEntry(around, 'posting', 'first', posting({ role: 'system-admin', from: 0, to: 10 }));
    const handles = withEntry(around, 'posting', 'first', posting({ from: 0, to: 10 }));
    expect(codes(judgeEntry('posting', posting({ role: 'handler', from: 5 }), administers))).toEqual(apart);
    expect(judgeEntry('posting', posting({ role: 'handler', from: 10 }), administers)).toEqual([]);
    expect(codes(judgeEntry('posting', posting({ role: 'audit-admin', from: 5 }), handles))).toEqual(apart);
    expect(judgeEntry('posting', posting({ role: 'audit-admin', from: 10 }), handles)).toEqual([]);
    expect(judgeEntry('posting', posting({ role: 'head', from: 5 }), handles)).toEqual([]);
  });

  it('lies inside the term of its organisation', () => {
    const ended = { ...around, organisations: [{ ...organisation({ from: 10, to: 20 }), id: 'water' }] };
    expect(codes(judgeEntry('posting', posting({ from: 5, to: 15 }), ended))).toEqual([
      'from outside-organisation-term',
    ]);
    expect(codes(judgeEntry('posting', posting({ from: 15 }), ended))).toEqual(['to outside-organisation-term']);
    expect(judgeEntry('posting', posting({ from: 10, to: 20 }), ended)).toEqual([]);
  });

  it('does not overlap itself, but may follow itself to the instant, and is not held against itself', () => {
    const held = withEntry(around, 'posting', 'first', posting({ from: 0, to: 10 }));
    expect(judgeEntry('posting', posting({ from: 9, to: 12 }), held)).toEqual([
      { field: 'from', code: 'overlaps-itself', collides: true, data: { id: 'first', from: 0, to: 10 } },
    ]);
    expect(judgeEntry('posting', posting({ from: 10 }), held)).toEqual([]);
    expect(judgeEntry('posting', posting({ from: 9, role: 'head' }), held)).toEqual([]);
    expect(judgeEntry('posting', posting({ from: 0, to: 20 }), held, 'first')).toEqual([]);
  });
});

describe('the last who holds a place that may never stand empty', () => {
  const supervises = (person: string, of: Partial<PostingEntry> = {}) =>
    posting({ personId: person, role: 'supervisor', ...of });
  const at50 = { ...around, now: 50 };
  const alone = withEntry(at50, 'posting', 'first', supervises('lin'));
  const leave = (after: Partial<PostingEntry>, held: RegisterSurroundings) =>
    codes(judgeEntry('posting', supervises('lin', after), held, 'first'));

  it('neither ends nor turns into something else without a successor', () => {
    expect(leave({ to: 60 }, alone)).toEqual(['to last-holder']);
    expect(leave({ role: 'head' }, alone)).toEqual(['role last-holder']);
    expect(leave({ regionCode: township }, alone)).toContain('regionCode last-holder');
    expect(leave({ from: 60 }, alone)).toEqual(['from last-holder']);
    expect(leave({}, alone)).toEqual([]);
  });

  it('leaves when somebody else holds it for the whole county at that instant', () => {
    const followed = (of: Partial<PostingEntry>) => withEntry(alone, 'posting', 'next', supervises('chen', of));
    expect(leave({ to: 60 }, followed({ from: 60 }))).toEqual([]);
    expect(leave({ to: 60 }, followed({ from: 61 }))).toEqual(['to last-holder']);
    expect(leave({ to: 60 }, followed({ from: 0, to: 60 }))).toEqual(['to last-holder']);
    expect(leave({ to: 60 }, followed({ from: 0, regionCode: township }))).toEqual(['to last-holder']);
  });

  it('does not leave when whoever follows has a term that ends before theirs would', () => {
    const until80 = withEntry(alone, 'posting', 'next', supervises('chen', { from: 50, to: 80 }));
    expect(leave({ to: 60 }, until80)).toEqual(['to last-holder']);
    const andThen = withEntry(until80, 'posting', 'third', supervises('chen', { from: 80 }));
    expect(leave({ to: 60 }, andThen)).toEqual([]);
  });

  it('stays named as successor: who has not begun is withdrawn only where somebody else follows', () => {
    const ends = withEntry(at50, 'posting', 'first', supervises('lin', { to: 60 }));
    const followed = withEntry(ends, 'posting', 'next', supervises('chen', { from: 60 }));
    expect(codes(judgeWithdrawal('posting', followed, 'next'))).toEqual(['at last-holder']);
    expect(codes(judgeEntry('posting', supervises('chen', { from: 61 }), followed, 'next'))).toEqual([
      'from last-holder',
    ]);
    const byTwo = withEntry(followed, 'posting', 'third', supervises('lin', { from: 60, organisationId: 'other' }));
    expect(judgeWithdrawal('posting', byTwo, 'next')).toEqual([]);
    // what ends with nobody to follow does so already: a helper who is not needed meanwhile may be withdrawn
    const helped = withEntry(ends, 'posting', 'next', supervises('chen', { from: 55, to: 60 }));
    expect(judgeWithdrawal('posting', helped, 'next')).toEqual([]);
  });

  it('may have what is over corrected', () => {
    const over = withEntry(at50, 'posting', 'first', supervises('lin', { to: 40 }));
    expect(leave({ to: 30 }, over)).toEqual([]);
  });
});

describe('a link', () => {
  const held = withEntry(around, 'link', 'first', link({ from: 0, to: 100 }));

  it('makes nobody else principal while one is, not even for the last instant', () => {
    const other = (of: Partial<LinkEntry>) => codes(judgeEntry('link', link({ personId: 'chen', ...of }), held));
    expect(other({ from: 99 })).toEqual(['principal another-principal']);
    expect(other({ from: 100 })).toEqual([]);
    expect(other({ from: 50, principal: false })).toEqual([]);
    expect(other({ from: 50, villageCode: elsewhere })).toEqual([]);
  });

  it('is principal for leaders only, and to a village only', () => {
    expect(codes(judgeEntry('link', link({ role: 'cadre' }), around))).toEqual(['principal principal-leaders-only']);
    expect(codes(judgeEntry('link', link({ villageCode: township }), around))).toEqual(['villageCode unknown-region']);
  });

  it('ties nobody twice to a village in one role', () => {
    const again = link({ principal: false, from: 50 });
    expect(codes(judgeEntry('link', again, held))).toEqual(['from overlaps-itself']);
    expect(judgeEntry('link', { ...again, role: 'cadre' }, held)).toEqual([]);
  });
});

describe('an entry of the duty roster', () => {
  it('is for a county, a township or a unit, and always ends', () => {
    expect(judgeEntry('duty', duty(), around)).toEqual([]);
    expect(judgeEntry('duty', duty({ organisationId: 'water' }), around)).toEqual([]);
    expect(codes(judgeEntry('duty', duty({ regionCode: village }), around))).toEqual(['regionCode unknown-region']);
    expect(codes(judgeEntry('duty', duty({ to: Infinity }), around))).toEqual(['to ends-before-it-begins']);
    expect(codes(judgeEntry('duty', duty({ organisationId: 'water', regionCode: township }), around))).toEqual([
      'regionCode region-not-of-organisation',
    ]);
  });

  it('does not overlap itself; a unit’s roster and the county’s are two', () => {
    const held = withEntry(around, 'duty', 'first', duty());
    expect(codes(judgeEntry('duty', duty({ from: 50 }), held))).toEqual(['from overlaps-itself']);
    expect(judgeEntry('duty', duty({ from: 50, organisationId: 'water' }), held)).toEqual([]);
  });
});

describe('an organisation', () => {
  it('has a name of its own and no circle of parents', () => {
    expect(codes(judgeEntry('organisation', organisation(), around))).toEqual(['name name-taken']);
    const beneath = withEntry(around, 'organisation', 'station', organisation({ name: '水利站', parentId: 'water' }));
    const circle = organisation({ parentId: 'station' });
    expect(codes(judgeEntry('organisation', circle, beneath, 'water'))).toEqual(['parentId parent-circle']);
    expect(codes(judgeEntry('organisation', organisation({ name: '新', parentId: 'gone' }), around))).toEqual([
      'parentId unknown-organisation',
    ]);
  });

  it('may sit outside the county when it serves a region inside', () => {
    const branch = organisation({ name: '县外党支部', regionCode: '350102', serves: [township] });
    expect(judgeEntry('organisation', branch, around)).toEqual([]);
    expect(codes(judgeEntry('organisation', { ...branch, serves: [] }, around))).toEqual(['regionCode unknown-region']);
    expect(codes(judgeEntry('organisation', { ...branch, serves: ['350102'] }, around))).toEqual([
      'serves.0 unknown-region',
    ]);
  });

  it('ends only when nobody is posted in it any more, nor anything beneath it goes on', () => {
    const staffed = withEntry(around, 'posting', 'first', posting({ from: 0, to: 50 }));
    expect(judgeEntry('organisation', organisation({ to: 50 }), staffed, 'water')).toEqual([]);
    expect(codes(judgeEntry('organisation', organisation({ to: 49 }), staffed, 'water'))).toEqual(['to still-staffed']);
    const parent = withEntry(around, 'organisation', 'station', organisation({ name: '水利站', parentId: 'water' }));
    expect(codes(judgeEntry('organisation', organisation({ to: 49 }), parent, 'water'))).toEqual(['to still-parent']);
  });
});

describe('who may write', () => {
  const registrar = (role: Role, regionCode = county) => ({
    personId: 'chen',
    postings: [{ id: 'own', ...posting({ personId: 'chen', role, regionCode }) } as Posting],
  });
  const admin = registrar('system-admin');
  const office = registrar('county-office');
  const ofTownship = registrar('township-office', township);

  it('is the system administrator for organisations, persons and postings, but nobody for the own posting', () => {
    expect(mayWrite('organisation', organisation(), admin)).toBe(true);
    expect(mayWrite('person', { name: '林甲子' }, admin)).toBe(true);
    expect(mayWrite('posting', posting(), admin)).toBe(true);
    expect(mayWrite('posting', posting({ personId: 'chen' }), admin)).toBe(false);
    expect([mayWrite('link', link(), admin), mayWrite('duty', duty(), admin)]).toEqual([false, false]);
  });

  it('is the county office for links and the roster', () => {
    expect([mayWrite('link', link(), office), mayWrite('duty', duty(), office)]).toEqual([true, true]);
    expect([mayWrite('posting', posting(), office), mayWrite('person', { name: '林' }, office)]).toEqual([
      false,
      false,
    ]);
  });

  it('is a township office for the clerks of its villages and its roster alone', () => {
    const clerk = posting({ role: 'village-clerk', regionCode: village });
    expect(mayWrite('posting', clerk, ofTownship)).toBe(true);
    expect(mayWrite('posting', { ...clerk, regionCode: elsewhere }, ofTownship)).toBe(false);
    expect(mayWrite('posting', { ...clerk, role: 'township-office' }, ofTownship)).toBe(false);
    expect(mayWrite('duty', duty({ regionCode: township }), ofTownship)).toBe(true);
    expect(mayWrite('duty', duty(), ofTownship)).toBe(false);
    expect(mayWrite('link', link(), ofTownship)).toBe(false);
  });
});
