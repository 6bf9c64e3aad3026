import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moveTerms, type PlacedTerm } from './move-terms.js';

const now = 100;
const term = (id: string, place: string, more: Partial<PlacedTerm> = {}): PlacedTerm => ({
  ...{ id, place, personId: id, key: 'leader', principal: false, from: 0, to: Infinity },
  ...more,
});
const moves = new Map([
  ['a', 'x'],
  ['b', 'x'],
]);

describe('terms of a place that is gone', () => {
  it('end now and go on at its successor', () => {
    expect(moveTerms([term('1', 'a', { to: 500, principal: true })], moves, now)).toEqual({
      ended: ['1'],
      begun: [{ of: '1', place: 'x', principal: true, from: now, to: 500 }],
      relocated: [],
      principalOpen: [],
    });
  });

  it('that are over stay, and those to come begin elsewhere', () => {
    const terms = [term('1', 'a', { to: now }), term('2', 'a', { from: 200 })];
    expect(moveTerms(terms, moves, now)).toMatchObject({
      ended: [],
      begun: [],
      relocated: [{ of: '2', place: 'x', from: 200, to: Infinity }],
    });
  });

  it('of one person at both places become one', () => {
    const terms = [term('1', 'a', { personId: 'p', to: 300 }), term('2', 'b', { personId: 'p', to: 500 })];
    const { ended, begun } = moveTerms(terms, moves, now);
    expect(ended).toEqual(['1', '2']);
    expect(begun.map(({ from, to }) => [from, to])).toEqual([
      [now, 300],
      [300, 500],
    ]);
  });

  it('leave the principal of the successor in place, and choose none of two that come', () => {
    const [one, two] = [term('1', 'a', { principal: true }), term('2', 'b', { principal: true })];
    const both = moveTerms([one, two], moves, now);
    expect([both.begun.map(({ principal }) => principal), both.principalOpen]).toEqual([[false, false], ['x']]);
    const incumbent = moveTerms([one, term('3', 'x', { principal: true })], moves, now);
    expect([incumbent.begun.map(({ principal }) => principal), incumbent.principalOpen]).toEqual([[false], []]);
  });

  it('never overlap themselves, never give a place two principals, and lose nobody', () => {
    const arbitrary = fc.record({
      personId: fc.constantFrom('p', 'q', 'r'),
      place: fc.constantFrom('a', 'b', 'x'),
      key: fc.constantFrom('leader', 'cadre'),
      principal: fc.boolean(),
      from: fc.integer({ min: 0, max: 200 }),
      long: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 10 }), (drawn) => {
        // what a register may hold: no two of one person, place and key at once, one principal a place at once
        const terms: PlacedTerm[] = [];
        for (const [index, { long, ...one }] of drawn.entries()) {
          // only a leader can be the principal one
          const principal = one.principal && one.key === 'leader';
          const next = { ...one, principal, id: String(index), to: one.from + long };
          const clash = terms.some(
            (other) =>
              together(other, next) &&
              (isSame(other, next) || (other.principal && next.principal && other.place === next.place)),
          );
          if (!clash) terms.push(next);
        }
        const { ended, begun, relocated } = moveTerms(terms, moves, now);
        const byId = new Map(terms.map((one) => [one.id, one]));
        const moved = new Set([...ended, ...relocated.map(({ of }) => of)]);
        const after = [
          ...terms.filter(({ id }) => !moved.has(id) && (!moves.has(byId.get(id)!.place) || byId.get(id)!.to <= now)),
          ...ended.map((id) => ({ ...byId.get(id)!, to: now })),
          ...[...begun, ...relocated].map(({ of, ...piece }) => ({ ...byId.get(of)!, ...piece, id: `${of}'` })),
        ];
        for (const [index, one] of after.entries()) {
          expect(one.from).toBeLessThan(one.to);
          for (const other of after
            .slice(index + 1)
            .filter((later) => together(one, later) && one.place === later.place)) {
            expect(isSame(one, other)).toBe(false);
            expect(one.principal && other.principal && Math.max(one.from, other.from) >= now).toBe(false);
          }
        }
        // whoever held something at an old place at an instant to come holds the same at the successor then
        for (const { personId, key, place, from, to } of terms.filter((one) => moves.has(one.place))) {
          for (const at of [now, from, to - 1].filter((instant) => instant >= now && from <= instant && instant < to)) {
            const there = after.filter((one) => one.place === moves.get(place) && one.from <= at && at < one.to);
            expect(there.some((one) => one.personId === personId && one.key === key)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

function together(a: PlacedTerm, b: PlacedTerm): boolean {
  return a.from < b.to && b.from < a.to;
}

function isSame(a: PlacedTerm, b: PlacedTerm): boolean {
  return a.personId === b.personId && a.place === b.place && a.key === b.key;
}
