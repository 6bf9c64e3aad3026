import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Duty } from '../party/directory.js';
import { dutyGaps, type DutyGap } from './gaps.js';

const county = '350123';
const township = '350123103';
const minute = 60_000;
const duty = (role: Duty['role'], from: number, to: number, of: Partial<Duty> = {}): Duty => ({
  ...{ personId: 'somebody', regionCode: county, role, from: from * minute, to: to * minute },
  ...of,
});
const window = (from: number, to: number) => ({ from: from * minute, to: to * minute });
const ofLeaders = (gaps: readonly DutyGap[]) =>
  gaps.filter(({ role }) => role === 'leader').map(({ from, to }) => [from / minute, to / minute]);

describe('gaps in the duty roster', () => {
  it('run from where one leaves to where the next comes; a handover to the minute leaves none', () => {
    const roster = [duty('leader', 0, 10), duty('leader', 10, 20), duty('leader', 25, 30)];
    expect(ofLeaders(dutyGaps([county], [], roster, window(0, 40)))).toEqual([
      [20, 25],
      [30, 40],
    ]);
  });

  it('are found for a leader, a head and an officer each, at each level', () => {
    const roster = [duty('leader', 0, 60), duty('head', 0, 60, { regionCode: township })];
    const gaps = dutyGaps([county, township], [], roster, window(0, 60));
    expect(gaps.map(({ regionCode, role }) => [regionCode, role])).toEqual([
      [county, 'head'],
      [county, 'officer'],
      [township, 'leader'],
      [township, 'officer'],
    ]);
  });

  it('are not covered by a unit’s own roster', () => {
    const roster = [duty('leader', 0, 60, { organisationId: 'water' })];
    expect(ofLeaders(dutyGaps([county], [], roster, window(0, 60)))).toEqual([[0, 60]]);
  });

  it('are found in units that keep a roster, for the roles on it', () => {
    const water = { id: 'water', regionCode: county, roles: ['officer' as const] };
    const roster = [duty('officer', 0, 20, { organisationId: 'water' }), duty('officer', 0, 60)];
    expect(dutyGaps([], [water], roster, window(0, 60))).toEqual([
      { regionCode: county, organisationId: 'water', role: 'officer', ...window(20, 60) },
    ]);
    const roads = { id: 'roads', regionCode: county, roles: [] };
    expect(dutyGaps([], [roads], roster, window(0, 60)).map(({ role }) => role)).toEqual(['leader', 'head', 'officer']);
  });

  it('are what somebody finds who looks every minute', () => {
    const roles = ['leader', 'head', 'officer'] as const;
    const anyDuty = fc
      .record({
        role: fc.constantFrom(...roles),
        regionCode: fc.constantFrom(county, township),
        organisationId: fc.constantFrom(null, null, 'water'),
        from: fc.integer({ min: -30, max: 90 }),
        length: fc.integer({ min: 1, max: 60 }),
      })
      .map(({ role, from, length, ...of }) => duty(role, from, from + length, of));
    const property = fc.property(
      fc.array(anyDuty, { maxLength: 25 }),
      fc.integer({ min: 0, max: 90 }),
      (roster, end) => {
        const found = new Set(
          dutyGaps([county, township], [], roster, window(0, end)).flatMap(({ regionCode, role, from, to }) => {
            expect(from).toBeLessThan(to);
            return minutes(from / minute, to / minute).map((at) => `${regionCode} ${role} ${at}`);
          }),
        );
        const looked = [county, township].flatMap((regionCode) =>
          roles.flatMap((role) =>
            minutes(0, end)
              .filter((at) => !roster.some((one) => covers(one, regionCode, role, at)))
              .map((at) => `${regionCode} ${role} ${at}`),
          ),
        );
        expect([...found].sort()).toEqual(looked.sort());
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});

const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

function covers(one: Duty, regionCode: string, role: Duty['role'], at: number): boolean {
  const isOn = one.from <= at * minute && at * minute < one.to;
  return isOn && one.organisationId === null && one.regionCode === regionCode && one.role === role;
}
