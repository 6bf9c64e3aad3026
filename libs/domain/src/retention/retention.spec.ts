import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { keptSince, keptThings, readRetention } from './retention.js';

const periods = Object.fromEntries(keptThings.map((thing) => [thing, { years: 3 }]));

describe('how long what is kept', () => {
  it('is read for every kept thing', () => {
    const read = readRetention({ periods: { ...periods, notification: { months: 6 } } });
    expect(read).toMatchObject({ ok: true, retention: { notification: { years: 0, months: 6, days: 0 } } });
  });

  it.each([
    [undefined, 'periods'],
    [{ periods: { ...periods, requester: undefined } }, 'periods.requester'],
    [{ periods: { ...periods, gossip: { years: 1 } } }, 'periods.gossip'],
    [{ periods: { ...periods, session: { hours: 1 } } }, 'periods.session.hours'],
    [{ periods: { ...periods, session: { days: 0 } } }, 'periods.session.days'],
    [{ periods: { ...periods, session: { days: 1.5 } } }, 'periods.session.days'],
    [{ periods: { ...periods, session: '3 days' } }, 'periods.session'],
  ])('refuses %j, naming the place', (written, path) => {
    const read = readRetention(written);
    expect(read.ok ? [] : read.problems.map((problem) => problem.path)).toContain(path);
  });

  it.each(['disclosure', 'audit-log', 'requester', 'case-text'])('is never below what the law asks: %s', (thing) => {
    expect(readRetention({ periods: { ...periods, [thing]: { days: 30 } } }).ok).toBe(false);
  });

  it('ends with whole days of the county, also over a leap day', () => {
    const since = (period: object, now: string) =>
      keptSince({ years: 0, months: 0, days: 0, ...period }, Temporal.Instant.from(now), 'Asia/Shanghai').toString();
    expect(since({ years: 3 }, '2026-11-23T09:00:00+08:00')).toBe('2023-11-22T16:00:00Z');
    expect(since({ years: 1 }, '2028-02-29T09:00:00+08:00')).toBe('2027-02-27T16:00:00Z');
    expect(since({ months: 6 }, '2026-08-31T00:30:00+08:00')).toBe('2026-02-27T16:00:00Z');
  });
});
