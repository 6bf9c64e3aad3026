import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rankingOf, smallNumbers, type UnitFigure } from './small-numbers.js';

const units = (...figures: number[]): UnitFigure[] =>
  figures.map((figure, index) => ({ organisationId: `unit-${index}`, figure, cases: 5 }));

describe('small numbers', () => {
  it('hide what is said of fewer than five', () => {
    expect([0, 1, 4, 5, 6].map((count) => smallNumbers(count, '12 %'))).toEqual([null, null, null, '12 %', '12 %']);
  });
});

describe('a ranking of units', () => {
  it('is there only where the county has asked for it', () => {
    expect(rankingOf(units(1, 2, 3, 4, 5), false)).toBeNull();
    expect(rankingOf(units(1, 2, 3, 4, 5), true)?.map(({ figure }) => figure)).toEqual([5, 4, 3, 2, 1]);
  });

  it('is not there for fewer than five units', () => {
    expect(rankingOf(units(1, 2, 3, 4), true)).toBeNull();
  });

  it('leaves out a unit with too few cases, and is gone when too few units are left', () => {
    const [first, ...rest] = units(9, 1, 2, 3, 4, 5);
    const few = { ...first!, cases: 4 };
    expect(rankingOf([few, ...rest], true)?.map(({ figure }) => figure)).toEqual([5, 4, 3, 2, 1]);
    expect(rankingOf([few, ...rest.slice(1)], true)).toBeNull();
  });

  it('never shows fewer than five units, or a unit with fewer than five cases', () => {
    const unit = fc.record({
      organisationId: fc.uuid(),
      figure: fc.integer({ min: 0, max: 100 }),
      cases: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (all) => {
        const shown = rankingOf(all, true);
        const enough = all.filter(({ cases }) => cases >= 5);
        if (enough.length < 5) return shown === null;
        return shown!.length === enough.length && shown!.every(({ cases }) => cases >= 5);
      }),
    );
  });
});
