import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowsOfEdition, withEdition } from './apply-edition.js';
import {
  compareEditions,
  endedWithoutHeir,
  type Fate,
  movesOf,
  type SuccessorDecision,
  type SuccessorDecisions,
} from './compare-editions.js';
import { always, type Division, type DivisionRow, inForceOn, successorOn } from './division.js';
import { kindOfCode, shortNameOf } from './kind-of-code.js';

const county = '990101';
const division = (code: string, name: string, more: Partial<Division> = {}): Division => ({
  code,
  name,
  shortName: shortNameOf(name),
  kind: kindOfCode(code, name)!,
  urbanRuralClass: null,
  ...more,
});
const base = [division(county, '演示县'), division('990101200', '白塔乡'), division('990101201', '青湾乡')];
const [a, b, c] = ['甲村委会', '乙村委会', '丙村委会'].map((name, i) => division(`99010120020${i + 1}`, name)) as [
  Division,
  Division,
  Division,
];
const to = (...successors: string[]): SuccessorDecision => ({
  successors,
  heir: successors.length === 1 ? successors[0]! : null,
});

/** What became of each village (and of each township that did not stay as it was). */
function fates(before: readonly Division[], after: readonly Division[], decisions: SuccessorDecisions = new Map()) {
  const found = compareEditions([...base, ...before], [...base, ...after], decisions).fates;
  return Object.fromEntries(
    found
      .filter(({ before: { code } }) => code.length === 12)
      .map(({ before: { code }, fate }) => [code.slice(-6), fate]),
  ) as Record<string, Fate>;
}

describe('two editions compared', () => {
  it('by code: names that move between codes are renamings, not movings', () => {
    const after = [
      { ...a, name: '乙村委会' },
      { ...b, name: '丁村委会' },
    ];
    expect(fates([a, b], after)).toEqual({
      '200201': { kind: 'renamed', name: '乙村委会' },
      '200202': { kind: 'renamed', name: '丁村委会' },
    });
  });

  it('find a village that kept its name under a new code of its township', () => {
    const moved = division('990101200301', '甲村民委员会');
    expect(fates([a, b], [moved, b])).toMatchObject({
      '200201': { kind: 'recoded', successor: moved.code, by: 'name' },
      '200202': { kind: 'unchanged' },
    });
  });

  it('follow a township that was raised to a town, with its villages', () => {
    const town = division('990101102', '白塔镇');
    const after = [
      base[0]!,
      town,
      base[2]!,
      division('990101102201', '甲村委会'),
      division('990101102202', '乙村委会'),
    ];
    const comparison = compareEditions([...base, a, b], after);
    expect(Object.fromEntries(movesOf(comparison))).toEqual({
      '990101200': '990101102',
      [a.code]: '990101102201',
      [b.code]: '990101102202',
    });
    expect(comparison.born.map(({ code }) => code)).toEqual(['990101102', '990101102201', '990101102202']);
  });

  it.each([
    ['the name is found in another township only', [division('990101201209', '甲村委会')], 'other-township'],
    ['the village became a residents’ committee', [division('990101200009', '甲社区居民委员会')], 'other-kind'],
    [
      'two new codes carry the name',
      [division('990101200301', '甲村委会'), division('990101200302', '甲村民委员会')],
      'one-of-several',
    ],
    ['a code that was there before took the name', [{ ...b, name: '甲村委会' }], 'code-was-there-before'],
  ])('leave open where %s', (_what, after, because) => {
    const { '200201': fate } = fates([a, b], after as Division[]);
    expect(fate).toMatchObject({
      kind: 'ambiguous',
      candidates: expect.arrayContaining([expect.objectContaining({ because })]),
    });
  });

  it('leave open what two villages claim', () => {
    const twin = division('990101200209', '甲村民委员会');
    const heir = division('990101200301', '甲村委会');
    expect(fates([a, twin], [heir])).toMatchObject({
      '200201': { kind: 'ambiguous', candidates: [{ code: heir.code, because: 'wanted-by-several' }] },
      '200209': { kind: 'ambiguous', candidates: [{ code: heir.code, because: 'wanted-by-several' }] },
    });
  });

  it('call a village abolished where nothing is like it', () => {
    expect(fates([a, b], [b])['200201']).toEqual({ kind: 'abolished', by: 'nothing-like-it' });
  });

  it('do as was decided: merged, split, recoded, abolished', () => {
    const heir = division('990101200301', '新村委会');
    const decisions = new Map([
      [a.code, to(heir.code)],
      [b.code, to(heir.code)],
      [c.code, { successors: [heir.code, '990101200302'], heir: '990101200302' }],
    ]);
    const after = [heir, division('990101200302', '老村委会')];
    expect(fates([a, b, c], after, decisions)).toEqual({
      '200201': { kind: 'merged', successor: heir.code },
      '200202': { kind: 'merged', successor: heir.code },
      '200203': { kind: 'split', successors: [heir.code, '990101200302'], heir: '990101200302' },
    });
    expect(fates([a, b], [b], new Map([[a.code, to()]]))['200201']).toEqual({ kind: 'abolished', by: 'decision' });
    expect(fates([a, b], [b], new Map([[a.code, to(b.code)]]))['200201']).toEqual({
      kind: 'merged',
      successor: b.code,
    });
  });

  it('do not take by name what a decision gave to another', () => {
    const heir = division('990101200301', '甲村委会');
    expect(fates([a, b], [heir], new Map([[b.code, to(heir.code)]]))['200201']).toMatchObject({ kind: 'ambiguous' });
  });

  it('list what a split gives to nobody', () => {
    const parts = [division('990101200301', '东村委会'), division('990101200302', '西村委会')];
    const comparison = compareEditions(
      [...base, a],
      [...base, ...parts],
      new Map([[a.code, to(...parts.map(({ code }) => code))]]),
    );
    expect([endedWithoutHeir(comparison), [...movesOf(comparison)]]).toEqual([[a.code], []]);
  });

  it('tell what is wrong with a decision', () => {
    const decisions = new Map([
      ['990101200999', to()],
      [b.code, to(a.code)],
      [a.code, { successors: ['990101200998', '990101200'], heir: '990101200997' }],
    ]);
    const { problems } = compareEditions([...base, a, b], [...base, b], decisions);
    expect(
      problems.map(({ code, division: one, successor = '' }) =>
        `${code} ${one.slice(-3)} ${successor.slice(9)}`.trim(),
      ),
    ).toEqual([
      'unknown-division 999',
      'division-stays 202',
      'unknown-successor 201 998',
      'successor-of-another-level 201',
      'heir-is-no-successor 201 997',
    ]);
  });
});

describe('any two editions', () => {
  const names = ['甲村委会', '乙村委会', '丙村委会', '丁村民委员会', '丁社区居委会', '戊村委会'];
  const village = fc
    .tuple(fc.constantFrom('200', '201'), fc.integer({ min: 201, max: 212 }), fc.constantFrom(...names))
    .map(([township, serial, name]) => division(`${county}${township}${serial}`, name));
  const edition = fc
    .uniqueArray(village, { selector: ({ code }) => code, maxLength: 12 })
    .map((villages) => [...base, ...villages].sort((x, y) => (x.code < y.code ? -1 : 1)));
  const open = (divisions: readonly Division[]): DivisionRow[] =>
    divisions.map((one) => ({ ...one, validFrom: always, validTo: null, successorCode: null }));
  const plain = (rows: readonly DivisionRow[]) =>
    rows
      .map(({ validFrom: _from, validTo: _to, successorCode: _successor, ...one }) => one)
      .sort((x, y) => (x.code < y.code ? -1 : 1));

  it('account for every division exactly once, and for every code of the new one', () => {
    fc.assert(
      fc.property(edition, edition, (before, after) => {
        const { fates: found, born } = compareEditions(before, after);
        expect(found.map((one) => one.before)).toEqual(before);
        const stayed = found.flatMap((one) => (one.after ? [one.after.code] : []));
        expect([...stayed, ...born.map(({ code }) => code)].sort()).toEqual(after.map(({ code }) => code));
        for (const { after: there, fate } of found)
          expect(there !== null).toBe(['unchanged', 'renamed', 'amended'].includes(fate.kind));
      }),
    );
  });

  it('never give one new code to two villages unasked, and none across townships or kinds', () => {
    fc.assert(
      fc.property(edition, edition, (before, after) => {
        const moves = [...movesOf(compareEditions(before, after))];
        expect(new Set(moves.map(([, successor]) => successor)).size).toBe(moves.length);
        for (const [code, successor] of moves) {
          expect(successor.slice(0, 9)).toBe(code.slice(0, 9));
          expect(before.some((one) => one.code === successor)).toBe(false);
          expect(kindOfCode(successor, '')).toBe(kindOfCode(code, ''));
        }
      }),
    );
  });

  it('applied and taken back give the first again, and every day keeps its edition', () => {
    fc.assert(
      fc.property(edition, edition, (first, second) => {
        const rows = open(first);
        const once = withEdition(rows, rowsOfEdition(compareEditions(first, second), '2026-01-01'));
        const twice = withEdition(once, rowsOfEdition(compareEditions(second, first), '2027-01-01'));
        expect(plain(inForceOn(twice, '2025-12-31'))).toEqual(first);
        expect(plain(inForceOn(twice, '2026-01-01'))).toEqual(second);
        expect(plain(inForceOn(twice, '2026-12-31'))).toEqual(second);
        expect(plain(inForceOn(twice, '2027-01-01'))).toEqual(first);
        // nothing is ever removed: each row of before is there, at most ended
        const keys = new Set(twice.map(({ code, validFrom }) => `${code} ${validFrom}`));
        expect(rows.every(({ code, validFrom }) => keys.has(`${code} ${validFrom}`))).toBe(true);
        expect(keys.size).toBe(twice.length);
      }),
    );
  });

  it('the same edition again changes nothing', () => {
    fc.assert(
      fc.property(edition, (same) => {
        const { ended, begun } = rowsOfEdition(compareEditions(same, same), '2026-01-01');
        expect([ended, begun]).toEqual([[], []]);
      }),
    );
  });
});

describe('successors', () => {
  const row = (code: string, validTo: string | null, successorCode: string | null): DivisionRow => ({
    ...division(code, '甲村委会'),
    ...{ validFrom: always, validTo, successorCode },
  });

  it('are followed to the code in force, and a circle ends', () => {
    const rows = [row(a.code, '2020-01-01', b.code), row(b.code, '2024-01-01', c.code), row(c.code, null, null)];
    expect(successorOn(rows, a.code, '2026-01-01')).toBe(c.code);
    expect(successorOn(rows, a.code, '2022-01-01')).toBe(b.code);
    expect(successorOn(rows, a.code, '2019-01-01')).toBe(a.code);
    expect(successorOn(rows, '990101200999', '2026-01-01')).toBeNull();
    const circle = [row(a.code, '2020-01-01', b.code), row(b.code, '2020-01-01', a.code)];
    expect(successorOn(circle, a.code, '2026-01-01')).toBeNull();
  });
});

describe('what a code and an official name tell', () => {
  it.each([
    ['990101001', '城关街道', 'street'],
    ['990101203', '霍口畲族乡', 'ethnic-township'],
    ['990101500', '工业区', 'quasi-township'],
    ['990101200001', '甲居委会', 'residents-committee'],
    ['990101200201', '甲村委会', 'village-committee'],
    ['990101200498', '甲生活区', 'quasi-residents-committee'],
    ['990101200598', '甲农场', 'quasi-village-committee'],
    ['990101200998', '甲', null],
  ])('%s %s is %p', (code, name, kind) => expect(kindOfCode(code, name)).toBe(kind));

  it.each([
    ['苏区村委会', '苏区村'],
    ['苏区村民委员会', '苏区村'],
    ['官村村委会', '官村村'],
    ['北门居委会', '北门社区'],
    ['闽凤社区居民委员会', '闽凤社区'],
    ['某某农场', null],
  ])('%s is called %p', (name, short) => expect(shortNameOf(name)).toBe(short));
});
