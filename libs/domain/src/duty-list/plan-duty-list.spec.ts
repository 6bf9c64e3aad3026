import { describe, expect, it } from '@jest/globals';
import { covers } from './covers.js';
import { type HeldDuty, planDutyList, type WantedDuty } from './plan-duty-list.js';

const now = 1_000;
const categories = new Set(['roads', 'water', 'housing']);
const held: HeldDuty[] = [
  { id: 'roads', category: 'roads', from: 0, to: Infinity },
  { id: 'water', category: 'water', from: 2_000, to: 3_000 },
];
const line = (category: string, from: number | null = null, to = Infinity): WantedDuty => ({ category, from, to });
const plan = (...wanted: WantedDuty[]) => planDutyList(held, wanted, now, categories);

describe('a duty list that is written anew', () => {
  it('keeps what stays, ends what is left out now, and withdraws what has not begun', () => {
    expect(plan(line('roads'), line('water', 2_000, 3_000))).toEqual({ ok: true, ended: [], entered: [] });
    expect(plan()).toEqual({
      ok: true,
      ended: [
        { id: 'roads', category: 'roads', to: now },
        { id: 'water', category: 'water', to: 2_000 },
      ],
      entered: [],
    });
  });

  it('enters what is new from now on, or from the day that is named', () => {
    const { ended, entered } = plan(line('roads'), line('water'), line('housing', 5_000, 6_000)) as never as {
      ended: unknown;
      entered: unknown;
    };
    // 水 stays as it began, but has no end any more
    expect(ended).toEqual([{ id: 'water', category: 'water', to: Infinity }]);
    expect(entered).toEqual([{ category: 'housing', from: 5_000, to: 6_000 }]);
  });

  it('may begin another term of the same category after the one that ends', () => {
    expect(plan(line('roads', 0, 1_500), line('roads', 1_500, 9_000))).toEqual({
      ok: true,
      ended: [
        { id: 'roads', category: 'roads', to: 1_500 },
        { id: 'water', category: 'water', to: 2_000 },
      ],
      entered: [{ category: 'roads', from: 1_500, to: 9_000 }],
    });
  });

  it.each([
    [line('nonsense'), 'category', 'unknown-category'],
    [line('housing', 900), 'from', 'in-the-past'],
    [line('housing', 2_000, 2_000), 'to', 'ends-before-it-begins'],
    [line('roads', 0, 500), 'to', 'in-the-past'],
  ] as const)('refuses %j', (one, field, code) => {
    expect(plan(one)).toEqual({ ok: false, problems: [{ line: 0, field, code }] });
  });

  it('refuses one category twice at one time', () => {
    expect(plan(line('housing'), line('housing', 5_000))).toEqual({
      ok: false,
      problems: [{ line: 1, field: 'category', code: 'named-twice' }],
    });
  });
});

describe('a category of a duty list', () => {
  it('covers itself and what is below it in the tree, and nothing that only begins alike', () => {
    expect([covers('roads', 'roads'), covers('roads', 'roads.lamps'), covers('roads.lamps', 'roads')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(covers('water', 'water-power')).toBe(false);
  });
});
