import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { countyCalendar } from '../../../../test/oracle/county-calendar.js';
import { offsetOf, spanOf } from '../span/index.js';
import { deadlineOf, ladderOrder, offsetInstant } from './index.js';

const order = (ladder: string, span: string | null) =>
  ladderOrder(ladder.split(' ').map(offsetOf), span === null ? null : spanOf(span));

describe('a ladder', () => {
  it.each([
    ['-2wd -1wd due +2wd +5wd +10wd +20wd', '10wd'],
    ['50% 80% due +12h +24h +48h +5wd', '72h'],
    ['50% 80% due +2h +6h', '24h'],
    ['-1wd due +1wd', '30nd'],
    ['due +4h', '2h'],
    ['due +30min +1h', '15min'],
    ['due +90min +2h', '15min'],
    ['-5wd -90h due', '30wd'],
    ['50% -4wd due', '10wd'], // the 5th of 10 days is at least 5 working days before due
    ['40% 60% due', '5wd'], // the second day and the third
    ['80% -4h due', '24h'],
    ['50% -30min due', '8wh'],
    ['-1wd due +1wd', null],
  ])('%s of %s is in order', (ladder, span) => {
    expect(order(ladder, span)).toEqual({ ok: true });
  });

  it.each([
    ['-1wd -2wd', '10wd', '-1wd', '-2wd'],
    ['due due', '10wd', 'due', 'due'],
    ['due -1wd', '10wd', 'due', '-1wd'],
    ['+5wd +5wd', '10wd', '+5wd', '+5wd'],
    ['due 50%', '72h', 'due', '50%'],
    ['+48h +3wd', '72h', '+48h', '+3wd'], // three working days may take 48 hours
    ['+5wd +200h', '72h', '+5wd', '+200h'], // a holiday may make five working days longer
    ['+5wd +9nd', '10wd', '+5wd', '+9nd'],
    ['+60min +1h', '24h', '+60min', '+1h'],
    ['-90h -5wd', '30wd', '-90h', '-5wd'],
    ['50% 80%', '1wd', '50%', '80%'], // both the opening of the one day
    ['50% 60%', '5wd', '50%', '60%'], // both the third day
    ['50% -5wd', '10wd', '50%', '-5wd'],
    ['-2wd 50%', '10wd', '-2wd', '50%'],
    ['80% -5h', '24h', '80%', '-5h'],
  ])('%s of %s is refused: %s may not come before %s', (ladder, span, earlier, later) => {
    const problem = { code: 'not-provably-increasing', earlier, later, index: 1 };
    expect(order(ladder, span)).toEqual({ ok: false, problem });
  });

  it('has no shares where its clock has a date', () => {
    expect(order('50% due', null)).toEqual({
      ok: false,
      problem: { code: 'percent-without-span', offset: '50%', index: 0 },
    });
  });

  it('does not list its repetitions', () => {
    expect(order('due +5wd +5wd#1', '10wd')).toMatchObject({
      ok: false,
      problem: { code: 'repetition-is-no-step', index: 2 },
    });
  });
});

describe('a ladder that is accepted', () => {
  const calendar = countyCalendar();
  const before = ['-12h', '-1h', '-36h', '-1wd', '-2wd', '-4wd', '-3wh', '-3nd', '20%', '50%', '80%'];
  const after = ['+30min', '+5h', '+30h', '+1wd', '+2wd', '+4wd', '+3nd', '+5wh', '+90h'];
  const spans = ['1wd', '5wd', '10wd', '6nd', '30h', '72h', '15min', '12wh'];

  it('climbs in time from any start and under any pause', () => {
    const steps = fc.tuple(fc.subarray(before, { maxLength: 3 }), fc.subarray(after, { maxLength: 3 }));
    const shuffled = steps.chain(([early, late]) =>
      fc.tuple(
        fc.shuffledSubarray(early, { minLength: early.length }),
        fc.shuffledSubarray(late, { minLength: late.length }),
      ),
    );
    const minutes = fc.integer({ min: 0, max: 300 * 24 * 60 });
    const pause = fc.option(fc.tuple(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 1, max: 8000 })));
    let climbed = 0;
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...spans), minutes, pause, ([early, late], length, at, stop) => {
        const ladder = [...early, 'due', ...late].map(offsetOf);
        const span = spanOf(length);
        fc.pre(ladderOrder(ladder, span).ok);
        const start = Temporal.Instant.from('2026-01-05T00:00Z').add({ minutes: at });
        const from = stop && start.add({ minutes: stop[0] });
        const pauses = from ? [[from, from.add({ minutes: stop[1] })] as const] : [];
        const deadline = deadlineOf(start, span, calendar, { pauses });
        if (!deadline.ok) throw new Error(deadline.problem.code);
        const instants = ladder.map((offset) => {
          const step = offsetInstant(offset, { start, due: deadline.due, span, pauses }, calendar);
          if (!step.ok) throw new Error(step.problem.code);
          return step.at.epochMilliseconds;
        });
        for (let i = 1; i < instants.length; i++) expect(instants[i]).toBeGreaterThan(instants[i - 1]!);
        climbed += instants.length;
      }),
      { numRuns: 150 },
    );
    expect(climbed).toBeGreaterThan(300);
  });
});
