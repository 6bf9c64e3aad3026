import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '饮水不足',
  text: '夏天断水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};

describe('a problem that becomes a key project, over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('is seen by the project’s lead leader, who is not the village’s, and the project has its words', async () => {
    const { id } = (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body as { id: string };
    await api.act('townshipOffice', id, 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    await api.act('waterHandler', id, 'receive');
    await api.act('leader', id, 'propose', { blocker: 'money', reason: '要四十万' });
    expect((await api.get('otherLeader', `/v1/cases/${id}`)).status).toBe(404);
    const project = { title: '饮水管网延伸', text: '接管 4 公里', leader: personId('otherLeader'), blocker: 'money' };
    const converted = await api.act('chief', id, 'convert', project);
    expect(converted).toMatchObject({ status: 200, body: { state: 'in-project' } });
    const seen = await api.get('otherLeader', `/v1/cases/${id}`);
    expect(seen).toMatchObject({ status: 200, body: { links: [{ kind: 'project', title: '饮水管网延伸' }] } });
    const { caseId } = (seen.body.links as { caseId: string }[])[0]!;
    expect((await api.get('otherLeader', `/v1/cases/${caseId}`)).body).toMatchObject({ text: '接管 4 公里' });
  });

  it('is refused, not broken, by a leader or a unit that are not there', async () => {
    const wish = { ...problem, type: 'key-project', urgency: undefined, blocker: 'money' };
    const body = { ...wish, leader: personId('leader'), lead: '00000000-0000-4000-8000-00000000dead' };
    const answer = await api.call('countyOffice', 'POST', '/v1/cases', { body });
    expect([answer.status, answer.body.reason]).toEqual([409, 'unknown-organisation']);
  });
});
