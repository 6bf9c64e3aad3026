import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SealAudit } from '#engine';
import { PgAuditLog, PgTransactions } from '#persistence';
import { personId, startApi, type TestApi } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';

const elsewhere = '350124';

describe('GET /api/v1/audit', () => {
  let api: TestApi;
  let caseId: string;
  beforeAll(async () => {
    api = await startApi();
    const record = (countyCode: string | null, kind: 'signed-in' | 'people-changed', by: string | null, subject: string) =>
      api.app.get(PgTransactions).run((tx) => {
        const entry = { countyCode, kind, personId: by, subject: { kind: 'account', id: subject }, data: { code: 'x' } };
        return api.app.get(PgAuditLog).record(tx, entry);
      }); // prettier-ignore
    await api.dataSource.query(`INSERT INTO county (code, name) VALUES ('${elsewhere}', '另一个县')`);
    await record(county, 'signed-in', personId('clerk'), 'one');
    await record(county, 'people-changed', personId('systemAdmin'), 'two');
    await record(elsewhere, 'signed-in', null, 'theirs');
    await record(null, 'signed-in', null, 'nobody-knows');
    const problem = { type: 'villager-problem', title: '水管漏水', text: '村口水管漏水', villageCode: village, category: 'roads', urgency: 'normal' }; // prettier-ignore
    caseId = (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
  });
  afterAll(() => api.stop());

  const read = async (query = '') => (await api.get('auditAdmin', `/v1/audit${query}`)).body as { items: Record<string, unknown>[]; nextCursor: string | null }; // prettier-ignore
  const subjects = ({ items }: Awaited<ReturnType<typeof read>>) =>
    items
      .map(({ subject }) => subject as { kind: string; id: string } | null)
      .flatMap((subject) => (subject?.kind === 'account' ? subject.id : []));

  it('is open to the audit administrator alone', async () => {
    for (const by of ['supervisor', 'countyOffice', 'systemAdmin', 'leader'] as const)
      expect((await api.get(by, '/v1/audit')).status).toBe(403);
    expect((await api.get(null, '/v1/audit')).status).toBe(401);
  });

  it('tells what was recorded in this county and in none, newest first, and nothing of another', async () => {
    const page = await read();
    expect(subjects(page)).toEqual(['nobody-knows', 'two', 'one']);
    expect((await read('?subject=one')).items).toMatchObject([
      {
        kind: 'signed-in',
        person: { id: personId('clerk'), name: '演示·clerk' },
        data: { code: 'x' },
        at: '2026-11-23T09:00:00+08:00',
        seal: null,
      },
    ]);
    expect(JSON.stringify(await read('?subject=theirs'))).not.toContain('theirs"}');
  });

  it('is itself in what it tells: who read, and what was asked for', async () => {
    await read('?kind=people-changed&limit=1');
    const [reading] = (await read('?kind=audit-read&limit=1')).items;
    expect(reading).toMatchObject({
      person: { id: personId('auditAdmin') },
      data: { source: 'log', kind: 'people-changed', count: 1 },
    });
  });

  it('asks by kind, person, subject and time', async () => {
    expect(subjects(await read('?kind=people-changed'))).toEqual(['two']);
    expect(subjects(await read(`?person=${personId('clerk')}`))).toEqual(['one']);
    expect(subjects(await read('?subject=nobody-knows'))).toEqual(['nobody-knows']);
    expect(subjects(await read('?to=2026-11-23T09:00:00%2B08:00'))).toEqual([]);
    expect(subjects(await read('?from=2026-11-23T09:00:00%2B08:00&to=2026-11-24T00:00:00Z'))).toHaveLength(3);
  });

  it('tells each version of the configuration that came into force', async () => {
    const { items } = await read('?kind=configuration-changed');
    expect(items.map(({ subject }) => (subject as { kind: string }).kind).sort()).toEqual(['calendar', 'case-type', 'case-type', 'policy', 'policy']); // prettier-ignore
    expect(items[0]).toMatchObject({ person: null, data: { outcome: 'activated', hash: expect.any(String) } });
  });

  it('turns its pages without losing or repeating an entry', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await read(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)));
    expect(seen.length).toBeGreaterThan(5);
  });

  it('tells who did what to a case by its number, and nothing that the case says', async () => {
    const { items } = await read(`?source=cases&subject=${caseId}`);
    expect(items.at(-1)).toMatchObject({
      kind: 'open',
      person: { id: personId('clerk') },
      subject: { kind: 'case', id: caseId },
    });
    expect(JSON.stringify(items)).not.toMatch(/水管|roads|registered/);
    expect((await read(`?source=cases&person=${personId('supervisor')}`)).items).toEqual([]);
  });

  it('says under which number an entry is sealed', async () => {
    await api.app.get(SealAudit).untilAllIsSealed();
    expect((await read('?subject=one')).items[0]!['seal']).toBeGreaterThan(0);
    expect((await read(`?source=cases&subject=${caseId}`)).items[0]!['seal']).toBeGreaterThan(1);
  });

  it.each(['kind=%27', 'person=x', 'subject=a%20b', 'from=yesterday', 'to=x', 'cursor=x', 'limit=0', 'limit=201', 'source=all', 'else=1'])(
    'names what is wrong with ?%s', async (query) => {
      const { status, body } = await api.get('auditAdmin', `/v1/audit?${query}`);
      expect([status, body.code, body.errors[0].field]).toEqual([422, 'bad-fields', query.split('=')[0]]);
    },
  ); // prettier-ignore

  it('tells in metrics and readiness what waits for its seal, and since when', async () => {
    await api.app.get(SealAudit).untilAllIsSealed();
    expect((await api.get(null, '/metrics')).body).toMatch(/^audit_unsealed_rows 0\naudit|^audit_unsealed_rows 0$/m);
    await read();
    const { body } = await api.get(null, '/health/ready');
    expect(body).toMatchObject({ status: 'ok', auditUnsealedRows: 1 });
    expect(body.auditSealLagSeconds).toBeGreaterThan(0);
    const metrics = await api.get(null, '/metrics');
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(metrics.body).toMatch(/^audit_seal_lag_seconds 0?\.?\d/m);
    expect(metrics.body).toContain('process_resident_memory_bytes');
  });
});
