import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startApi, type TestApi } from '../support/api/api.js';
import { county, idOf, type PersonName, village } from '../support/api/seed-county.js';
import { type Role, roles } from '../support/tables/cast.js';
import { fillForm } from '../support/tables/fill-form.js';
import { seedCast } from '../support/tables/seed-cast.js';
import { definition } from '../support/world/world.js';
import { expectedOf } from '../tables/table.js';
import { villagerProblem } from '../tables/villager-problem.js';

const { type } = definition;
/** Those who can ask over HTTP: the system and an import are no persons with an account. */
const persons = roles.filter(
  (role): role is Exclude<Role, 'system' | 'import'> => role !== 'system' && role !== 'import',
);
/** What everybody else works on is hidden from these, or closed to them altogether. */
const outOfSight: readonly Role[] = [
  ...(['townshipElsewhere', 'clerkElsewhere', 'leaderElsewhere', 'countyLeader', 'projectLeader'] as const),
  ...(['handlerElsewhere', 'headElsewhere', 'partner', 'volunteer', 'neighbour'] as const),
];
const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
const unit = (name: string) => idOf(`${county}/${name}`);
const special = {
  ...{
    title: '水渠漏水',
    text: '村口水渠漏水',
    villageCode: village,
    category: 'farmland-irrigation',
    urgency: 'normal',
  },
  ...{ tier: 'B', lead: unit('u-water'), head: unit('leadHead'), coHandler: unit('u-roads'), on: '2026-11-23' },
  ...{ 'dispatch.coHandlers': [unit('u-roads')], reviewOn: '2027-01-04', recheckOn: '2027-01-04', span: '5wd' },
  ...{ 'set-urgency.urgency': 'urgent', parts: [{ title: '另一段', text: '另一段也漏' }], application: unit('none') },
  ...{ 'set-confidential.summary': '水渠问题', 'callback.contacted': true, 'callback.solved': true },
  ...{ 'callback.satisfaction': 'yes', survivor: unit('none') },
};
const fieldsOf = (action: string) => fillForm(type, type.actions.get(action)!, special);
const actions = [...type.actions.keys()].filter((name) => type.actions.get(name)!.from.length > 0);
const names = (list: { name: string }[]) => list.map(({ name }) => name);

describe('a case that is being handled, over HTTP', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await startApi();
    await seedCast(api.dataSource);
    const opened = await asks('resident', 'POST', '/v1/cases', { type: type.code, ...fieldsOf('open') });
    id = opened.body.id as string;
    for (const [role, action] of [
      ['townshipOffice', 'accept'],
      ['secondOfOffice', 'dispatch'],
      ['coHandler', 'answer'],
      ['leadHandler', 'receive'],
    ] as const)
      expect([action, (await acts(role, action)).status]).toEqual([action, 200]);
  });
  afterAll(() => api.stop());

  const asks = (role: Role, method: string, path: string, body?: object, headers?: Record<string, string>) =>
    api.call(role as PersonName, method, path, { body, headers });
  const acts = (role: Role, action: string): Promise<Answer> =>
    api.act(role as PersonName, id, action, fieldsOf(action));
  /** Everything that the case consists of. */
  const stored = async () => {
    const tables = ['case_event', 'case_text', 'clock', 'timer', 'notification'];
    const rows = tables.map((table) =>
      api.dataSource.query(`SELECT * FROM ${table} t WHERE case_id = $1 ORDER BY t::text`, [id]),
    );
    return [await api.dataSource.query('SELECT * FROM cases WHERE id = $1', [id]), ...(await Promise.all(rows))];
  };

  it.each(persons)(
    'refuses %s all that is not theirs with 403 or 409, says what is open, and changes nothing',
    async (role) => {
      const before = await stored();
      const wrong: unknown[] = [];
      const read = await asks(role, 'GET', `/v1/cases/${id}`);
      const hidden = administrators.includes(role) ? 403 : outOfSight.includes(role) ? 404 : 200;
      expect(read.status).toBe(hidden);
      for (const action of actions) {
        const expected = expectedOf(villagerProblem, 'handling', action, role);
        if (expected === 'allowed' && hidden === 200) {
          if (!names(read.body.actions).includes(action)) wrong.push([action, 'allowed, but not listed']);
          continue;
        }
        const { status, body } = await acts(role, action);
        const should = hidden === 200 ? expected : hidden;
        if (status !== should) wrong.push([action, status, should, body.reason ?? body.code]);
        if (hidden !== 200) continue;
        // the refusal lists the same as the page of the case: what is open, and why the rest is not
        expect([body.code, names(body.actions), names(body.notOpen)]).toEqual([
          ...['action-not-open', names(read.body.actions), names(read.body.notOpen)],
        ]);
        expect([...names(body.actions), ...names(body.notOpen)].sort()).toEqual([...actions].sort());
      }
      expect(wrong).toEqual([]);
      expect(await stored()).toEqual(before);
    },
  );
});
