import { describe, expect, it } from '@jest/globals';
import { parseStatutoryYear } from './index.js';

describe('a statutory year', () => {
  it('reads lists of days off, weekend work and holidays', () => {
    const json = {
      year: 2026,
      papers: ['https://example.org/paper'],
      weekday_off: [{ date: '2026-10-01', name: '国庆节' }],
      weekend_work: [{ date: '2026-10-10', name: '国庆节' }],
      statutory_listed: [{ date: '2026-10-03', name: '国庆节' }, '2026-10-01'],
    };
    expect(parseStatutoryYear(json)).toEqual({
      ok: true,
      year: {
        year: 2026,
        off: [
          { date: '2026-10-01', name: '国庆节' },
          { date: '2026-10-03', name: '国庆节' },
        ],
        work: [{ date: '2026-10-10', name: '国庆节' }],
        papers: ['https://example.org/paper'],
      },
    });
  });

  it('reads a flagged list, of the latest year that it names', () => {
    const days = [
      { name: '元旦', date: '2026-12-31', isOffDay: true },
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '元旦', date: '2027-01-03', isOffDay: false },
    ];
    const year = {
      year: 2027,
      off: [
        { date: '2026-12-31', name: '元旦' },
        { date: '2027-01-01', name: '元旦' },
      ],
      work: [{ date: '2027-01-03', name: '元旦' }],
      papers: [],
    };
    expect(parseStatutoryYear(days)).toEqual({ ok: true, year });
    expect(parseStatutoryYear({ year: 2027, days })).toEqual({ ok: true, year });
  });

  it.each([
    ['not JSON of a known shape', { holidays: [] }, undefined, { code: 'unknown-shape' }],
    ['nothing', null, undefined, { code: 'unknown-shape' }],
    ['an empty list', [], undefined, { code: 'no-year' }],
    [
      'a date that does not exist',
      [{ date: '2026-02-30', isOffDay: true }],
      undefined,
      { code: 'bad-date', value: '2026-02-30' },
    ],
    [
      'another year than it was said to be',
      { year: 2026, weekday_off: [], weekend_work: [] },
      2027,
      { code: 'year-differs', said: 2027, found: 2026 },
    ],
    [
      'a date of the year after',
      [{ date: '2028-01-01', isOffDay: true }],
      2027,
      { code: 'date-of-another-year', value: '2028-01-01', year: 2027 },
    ],
    [
      'a November before',
      [{ date: '2026-11-30', isOffDay: true }],
      2027,
      { code: 'date-of-another-year', value: '2026-11-30', year: 2027 },
    ],
    [
      'a date both off and working',
      { year: 2026, weekday_off: ['2026-10-10'], weekend_work: ['2026-10-10'] },
      undefined,
      { code: 'off-and-work', value: '2026-10-10' },
    ],
  ])('refuses %s', (_, json, year, problem) => {
    expect(parseStatutoryYear(json, year)).toEqual({ ok: false, problem });
  });

  it('refuses an entry without its flag rather than guess it', () => {
    const read = parseStatutoryYear([{ date: '2026-10-01' }]);
    expect(read).toMatchObject({ ok: false, problem: { code: 'bad-date' } });
  });
});
