import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Absence, Directory, type Posting } from './directory.js';
import { judgeAbsence } from './judge-absence.js';

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
  const judge = (wish: Absence, known: Absence[] = [], directory = among([])) =>
    judgeAbsence(wish, known, directory, at(5))?.code ?? null;

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
      (known, wish) => (judgeAbsence(wish, known, directoryOf([]), at(-1)) ? known : [...known, wish]),
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
        const problem = judgeAbsence(wish, known, directoryOf([]), at(-1));
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
