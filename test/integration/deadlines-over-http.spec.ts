import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { goldenRows } from '../oracle/golden-rows.js';
import { startApi, type TestApi } from '../support/api/api.js';

/** "2026-09-30 10:00" as a request writes it. */
const iso = (local: string) => local.replace(' ', 'T');
/** The same with the county's offset; 24:00 is 0:00 of the next day. */
const instant = (local: string) => {
  const [date = '', time] = local.split(' ');
  const day = Temporal.PlainDate.from(date);
  return time === '24:00' ? `${day.add({ days: 1 }).toString()}T00:00:00+08:00` : `${date}T${time}:00+08:00`;
};

describe('deadlines over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const post = (body: unknown) => api.call('clerk', 'POST', '/v1/deadlines', { body });

  it('gives every golden row, asked one by one and all at once', async () => {
    const requests = goldenRows.map(({ from, span, pause, roll }) => ({
      from: iso(from),
      span,
      roll,
      ...(pause && { pauses: [pause.map(iso)] }),
    }));
    const { status, body } = await post(requests);
    expect(status).toBe(200);
    const found = (body as { due: string; provisional: boolean }[]).map(({ due, provisional }) => ({
      due,
      provisional,
    }));
    const expected = goldenRows.map(({ due, provisional }) => ({
      due: instant(due),
      provisional: provisional ?? false,
    }));
    expect(found).toEqual(expected);
    expect((await post(requests[0])).body.due).toBe(expected[0]!.due);
  });

  it('[I-08] counts working hours by the calendar that was asked for: Friday 16:30 + 1 wh (9–17) is Monday 9:30', async () => {
    const hours = [['09:00', '17:00']];
    const calendar = {
      timeZone: 'Asia/Shanghai',
      week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    };
    const { body } = await post({ from: '2026-11-20T16:30', span: '1wh', calendar });
    expect(body.due).toBe('2026-11-23T09:30:00+08:00');
    expect(body.intervals.filter(({ counted }: { counted: boolean }) => counted)).toMatchObject([
      { from: '2026-11-20T16:30:00+08:00', to: '2026-11-20T17:00:00+08:00' },
      { from: '2026-11-23T09:00:00+08:00', to: '2026-11-23T09:30:00+08:00' },
    ]);
  });

  it('[I-05] refuses a calendar that never opens, by field', async () => {
    const { status, body } = await post({
      from: '2026-11-20T16:30',
      span: '1wd',
      calendar: { timeZone: 'Asia/Shanghai', week: {} },
    });
    expect([status, body.errors[0].field, body.errors[0].code]).toEqual([422, 'calendar.week', 'no-working-time']);
  });
});

describe('every route', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('is closed to strangers, but for health and signing in', async () => {
    const { paths } = JSON.parse(await readFile('apps/api/openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const open: string[] = [];
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const concrete = path
          .replace('/api', '')
          .replace(/\{id\}/, '00000000-0000-7000-8000-000000000000')
          .replace(/\{\w+\}/g, 'x');
        const { status } = await api.call(null, method.toUpperCase(), concrete, method === 'post' ? { body: {} } : {});
        if (status !== 401) open.push(`${method} ${path}`);
      }
    }
    expect(open.sort()).toEqual([
      'get /api/health/live',
      'get /api/health/ready',
      'get /api/metrics',
      'get /api/v1/privacy-notice',
      'post /api/v1/session',
    ]);
  });
});
