import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Absence, Directory, type Posting } from './directory.js';
import { judgeAbsence } from './judge-absence.js';
import { mayEnterAbsence } from './may-enter-absence.js';

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
const posting = (personId: string, to = Infinity): Posting => ({
  id: `g-${personId}`,
  personId,
  organisationId: 'unit',
  role: 'handler',
  rank: null,
  regionCode: '350123',
  from: 0,
  to,
});
const away = (personId: string, standInId: string | null, from = 10, to = 20): Absence => ({
  personId,
  standInId,
  from,
  to,
});
const among = (absences: Absence[], postings = ['a', 'b', 'c', 'd'].map((one) => posting(one))) =>
  new Directory([], postings, [], [], absences);

describe('who does the work of somebody who is away', () => {
  it('is the stand-in from the first instant to the last, and nobody else before and after', () => {
    const directory = among([away('a', 'b')]);
    expect([9, 10, 19, 20].map((ms) => directory.actingFor('a', at(ms)))).toEqual(['a', 'b', 'b', 'a']);
    expect(directory.stoodInForBy('b', at(15))).toEqual(['a']);
    expect(directory.stoodInForBy('b', at(20))).toEqual([]);
  });

  it('is the stand-in of the stand-in while that one is away too', () => {
    const directory = among([away('a', 'b'), away('b', 'c', 14, 16)]);
    expect([13, 14, 15, 16].map((ms) => directory.actingFor('a', at(ms)))).toEqual(['b', 'c', 'c', 'b']);
    expect(directory.stoodInForBy('c', at(15))).toEqual(['a', 'b']);
    expect(directory.stoodInForBy('b', at(15))).toEqual([]);
  });

  it('is nobody where none was named, or the one named has left', () => {
    expect(among([away('a', null)]).actingFor('a', at(15))).toBeNull();
    expect(among([away('a', 'b')], [posting('a'), posting('b', 15)]).actingFor('a', at(14))).toBe('b');
    expect(among([away('a', 'b')], [posting('a'), posting('b', 15)]).actingFor('a', at(15))).toBeNull();
  });
});

describe('entering an absence', () => {
  const judge = (wish: Absence, known: Absence[] = [], directory = among([]), enteredBy = wish.personId) =>
    judgeAbsence(wish, known, directory, at(5), enteredBy)?.code ?? null;

  it.each<[string, Absence, Absence[], string | null]>([
    ['an ordinary one', away('a', 'b'), [], null],
    ['one without a stand-in', away('a', null), [], null],
    ['backwards', away('a', 'b', 20, 10), [], 'ends-before-it-begins'],
    ['over before now', away('a', 'b', 1, 5), [], 'over-already'],
    ['one’s own stand-in', away('a', 'a'), [], 'stands-in-for-oneself'],
    ['of a stranger', away('x', 'b'), [], 'person-without-posting'],
    ['by a stranger', away('a', 'x'), [], 'stand-in-without-posting'],
    ['a second one at the same time', away('a', 'c', 19, 30), [away('a', 'b')], 'away-already'],
    ['one right behind another', away('a', 'c', 20, 30), [away('a', 'b')], null],
    ['two for each other', away('b', 'a', 19, 30), [away('a', 'b')], 'circle'],
    ['two for each other, one after the other', away('b', 'a', 20, 30), [away('a', 'b')], null],
    ['three in a circle', away('c', 'a', 15, 30), [away('a', 'b'), away('b', 'c')], 'circle'],
    [
      'three in a circle that never closes at one instant',
      away('c', 'a', 0, 30),
      [away('a', 'b', 10, 15), away('b', 'c', 15, 20)],
      null,
    ],
  ])('%s', (_what, wish, known, problem) => {
    expect(judge(wish, known)).toBe(problem);
  });

  it('an administrator stands in for nobody: administrators see no cases', () => {
    const admin = { ...posting('b'), role: 'system-admin' as const };
    expect(judge(away('a', 'b'), [], among([], [posting('a'), admin]))).toBe('stand-in-is-administrator');
    // also who becomes one before the other is back
    const later = { ...admin, from: 15 };
    expect(judge(away('a', 'b'), [], among([], [posting('a'), posting('b'), later]))).toBe('stand-in-is-administrator');
    expect(judge(away('a', 'b', 10, 15), [], among([], [posting('a'), posting('b'), later]))).toBeNull();
  });

  it('whoever enters it for somebody else names another than themself', () => {
    expect(judge(away('a', 'b'), [], among([]), 'b')).toBe('appoints-oneself');
    expect(judge(away('a', 'b'), [], among([]), 'c')).toBeNull();
  });

  it('lasts a year and a day at most: nobody stands in for ever', () => {
    const days = (count: number) => away('a', 'b', 10, 10 + count * 86_400_000);
    expect([366, 367].map((count) => judge(days(count)))).toEqual([null, 'away-too-long']);
  });

  it('the office stands in for no supervisor, by no way along stand-ins either', () => {
    const supervisor = { ...posting('a'), role: 'supervisor' as const };
    const office = { ...posting('c'), role: 'county-office' as const };
    const directory = among([], [supervisor, posting('b'), office, posting('d')]);
    const apart = 'office-stands-in-for-supervisor';
    expect(judge(away('a', 'c'), [], directory)).toBe(apart);
    expect(judge(away('c', 'a'), [], directory)).toBeNull();
    expect(judge(away('b', 'c'), [away('a', 'b')], directory)).toBe(apart);
    expect(judge(away('a', 'b'), [away('b', 'c')], directory)).toBe(apart);
    expect(judge(away('b', 'd'), [away('a', 'b'), away('d', 'c')], directory)).toBe(apart);
    expect(judge(away('a', 'b', 20, 30), [away('b', 'c')], directory)).toBeNull();
  });

  it('given to a stand-in later, such a post leaves the work to the next of its chain', () => {
    const supervisor = { ...posting('a'), role: 'supervisor' as const };
    const later = (role: Posting['role']) =>
      among([away('a', 'b')], [supervisor, posting('b'), { ...posting('b'), role, from: 15 }]);
    for (const role of ['county-office', 'security-admin'] as const) {
      expect([14, 15].map((ms) => later(role).actingFor('a', at(ms)))).toEqual(['b', null]);
      expect([14, 15].map((ms) => later(role).stoodInForBy('b', at(ms)))).toEqual([['a'], []]);
    }
  });
});

describe('chains of stand-ins', () => {
  const people = ['a', 'b', 'c', 'd', 'e'];
  const absence = fc
    .record({
      personId: fc.constantFrom(...people),
      standInId: fc.option(fc.constantFrom(...people), { nil: null }),
      from: fc.integer({ min: 0, max: 40 }),
      length: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ personId, standInId, from, length }) => ({ personId, standInId, from, to: from + length }));
  const directoryOf = (absences: Absence[]) =>
    among(
      absences,
      people.map((one) => posting(one)),
    );

  /** Those of the wishes that may be entered, one after another. */
  const entered = (wishes: Absence[]) =>
    wishes.reduce<Absence[]>(
      (known, wish) => (judgeAbsence(wish, known, directoryOf([]), at(-1), wish.personId) ? known : [...known, wish]),
      [],
    );

  /** By the plain words of the rule, at one instant, with as many steps as there are people. */
  function naive(personId: string, absences: Absence[], ms: number): string | null {
    let one: string | null = personId;
    for (let step = 0; step <= people.length; step++) {
      const absent: Absence | undefined = absences.find((it) => it.personId === one && it.from <= ms && ms < it.to);
      if (!absent) return one;
      one = absent.standInId;
      if (one === null) return null;
    }
    throw new Error('a circle');
  }

  it('end with somebody who is there, as a naive walk finds, at every instant; no circle can be entered', () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 12 }), (wishes) => {
        const absences = entered(wishes);
        const directory = directoryOf(absences);
        for (let ms = 0; ms <= 60; ms++) {
          for (const person of people) {
            const acting = directory.actingFor(person, at(ms));
            expect(acting).toBe(naive(person, absences, ms));
            if (acting && acting !== person) expect(directory.stoodInForBy(acting, at(ms))).toContain(person);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are refused for a circle only where a circle would close', () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 8 }), absence, (wishes, wish) => {
        const known = entered(wishes);
        const problem = judgeAbsence(wish, known, directoryOf([]), at(-1), wish.personId);
        const closes = () => {
          for (let ms = wish.from; ms < wish.to; ms++) {
            try {
              naive(wish.personId, [...known, wish], ms);
            } catch {
              return true;
            }
          }
          return false;
        };
        if (problem?.code === 'circle') expect(closes()).toBe(true);
        if (problem === null) expect(closes()).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('who enters an absence', () => {
  const of = (personId: string, role: Posting['role'], rank: Posting['rank'] = null): Posting => ({
    ...posting(personId),
    ...{ organisationId: `unit of ${role}`, role, rank },
  });
  const people = [
    ...[of('office', 'county-office'), of('supervisor', 'supervisor'), of('another', 'supervisor')],
    ...[of('leader', 'leader'), of('deputy', 'leader', 'deputy'), of('chief', 'leader', 'chief')],
    ...[of('head', 'head'), of('handler', 'handler'), of('sysadmin', 'system-admin')],
    { ...of('supervisor to be', 'handler'), to: 15 },
    { ...of('supervisor to be', 'supervisor'), from: 15 },
  ];
  const directory = among([], people);
  const mayEnter = (personId: string) =>
    [...new Set(people.map((one) => one.personId))].filter((by) => {
      const actor = { kind: 'person' as const, personId: by, postings: directory.postingsOf(by, at(5)) };
      return by !== personId && mayEnterAbsence({ personId, from: 10, to: 20 }, actor, directory, at(5));
    });

  it('of somebody in a unit: the office', () => {
    expect(mayEnter('handler')).toEqual(['office']);
  });

  it('of a supervisor: another one, or the leader above; never the office that is supervised', () => {
    expect(mayEnter('supervisor')).toEqual(['another', 'chief']);
    expect(mayEnter('supervisor to be')).toEqual(['supervisor', 'another', 'chief']);
  });

  it('of a leader: another one, or a supervisor; never the office', () => {
    expect(mayEnter('leader')).toEqual(['supervisor', 'another', 'deputy', 'chief']);
    expect(mayEnter('chief')).toEqual(['supervisor', 'another', 'leader', 'deputy']);
  });
});
