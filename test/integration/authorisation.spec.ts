import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Role } from '#domain';
import { ApiModule } from '../../apps/api/src/index.js';
import { type Outcome, outcomeOf, type Place, places, roles } from '../../apps/api/src/authorisation/reach.js';
import { belongingOf } from '../../apps/api/src/authorisation/resources.js';
import { keyOf, type Route, routesOf } from '../../apps/api/src/authorisation/routes.js';
import { type Answer, startApi, type TestApi } from '../support/api/api.js';
import { county, type PersonName } from '../support/api/seed-county.js';
import { abroad, holderOf, seedEveryRole } from '../support/authorisation/cast.js';
import { bodies, Fixtures, foreignWord } from '../support/authorisation/fixtures.js';

const routes = routesOf(ApiModule);
const everybody: readonly (Role | null)[] = [null, ...roles];

describe('[design §10] the authorisation matrix over HTTP', () => {
  let api: TestApi;
  let fixtures: Fixtures;
  beforeAll(async () => {
    api = await startApi();
    await seedEveryRole(api.dataSource, county);
    fixtures = await Fixtures.open(api);
  });
  afterAll(() => api.stop());

  /** The path with things of a place in it, as a role names them; with `guess` the ids are of nothing at all. */
  async function pathTo({ path, params }: Route, role: Role | null, place: Place, guess: boolean): Promise<string> {
    let named = path;
    for (const { name, of } of params) {
      const known = await fixtures.idFor(path, of, role, place);
      if (known === undefined) throw new Error(`no fixture for "${of}" of ${path}: add it to fixtures.ts`);
      const isWord = belongingOf(path, of) === 'word';
      const guessed = /^\d{12}$/.test(known) ? '350199999201' : randomUUID();
      named = named.replace(`:${name}`, guess && !isWord ? guessed : known);
    }
    return named;
  }

  async function ask(route: Route, role: Role | null, place: Place, guess = false): Promise<Answer> {
    const by: PersonName | null = role && holderOf(role);
    // signing out ends the session that the next one would ask with
    if (by) api.forget(by);
    const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : (bodies[keyOf(route)] ?? {});
    return api.call(by, route.method, await pathTo(route, role, place, guess), { body });
  }

  /** What an answer says of who may; a request that was let in and then found wanting was let in. */
  function outcomeIn({ status, body }: Answer): Outcome | string {
    if (status >= 500) return `${status} ${JSON.stringify(body)}`;
    if (status === 401) return (body as { code?: string }).code === 'signed-out' ? 'signed-out' : 'open';
    if (status === 403 && (body as { code?: string }).code === 'not-allowed') return 'closed';
    return status === 404 ? 'hidden' : 'open';
  }

  it('has every route that the server answers, and the server every one of the matrix', () => {
    const fastify = api.app.getHttpAdapter().getInstance() as unknown as {
      hasRoute(route: { method: string; url: string }): boolean;
      printRoutes(options: { commonPrefix: boolean }): string;
    };
    const listed = urlsIn(fastify.printRoutes({ commonPrefix: false }));
    const described = /^\/api\/(docs|openapi)|^\/?\*?$/;
    const known = new Set(routes.map(({ method, path }) => `${method} /api${path}`));
    expect(listed.filter((one) => !known.has(one) && !described.test(one.split(' ')[1]!))).toEqual([]);
    expect([...known].filter((one) => !listed.includes(one))).toEqual([]);
    expect(listed.length).toBeGreaterThan(40);
  });

  it.each(routes.map((route) => [keyOf(route), route] as const))('%s', async (_key, route) => {
    const looked = route.params.length > 0 ? places : (['own'] as const);
    const wrong: unknown[] = [];
    for (const role of everybody) {
      for (const place of looked) {
        const expected = outcomeOf(route, role, place);
        const answer = await ask(route, role, place);
        const got = outcomeIn(answer);
        const isRight = expected === 'judged' ? got === 'open' || got === 'closed' : got === expected;
        if (!isRight) wrong.push({ role, place, expected, got, status: answer.status, body: answer.body }); // prettier-ignore
        const text = JSON.stringify(answer.body);
        if (place !== 'abroad' && (text.includes(foreignWord) || text.includes(abroad))) wrong.push({ role, place, leaked: text.slice(0, 500) }); // prettier-ignore
        // whoever may not come in learns nothing of whether there is anything
        if (expected === 'closed' || expected === 'signed-out') break;
      }
      const names = route.params.some(({ of }) => !['filter', 'word'].includes(belongingOf(route.path, of)!));
      if (!names || route.open || role === null || !route.roles.includes(role)) continue;
      const guessed = await ask(route, role, 'own', true);
      if (guessed.status !== 404) wrong.push({ role, guessed: guessed.status, body: guessed.body });
    }
    expect(wrong).toEqual([]);
  });

  it.each(roles)('lists to %s no case but those that may be read one by one', async (role) => {
    const list = await api.get(holderOf(role), '/v1/cases?limit=200');
    const reached = places.filter((place) => outcomeOf(routes.find((one) => one.path === '/v1/cases/:id')!, role, place) === 'open'); // prettier-ignore
    const listed = ((list.body.items ?? []) as { id: string }[]).map(({ id }) => id);
    expect(listed.sort()).toEqual(reached.map((place) => fixtures.cases[place]).sort());
  });
});

/** `GET /api/v1/cases/:id` for each line of Fastify's tree of routes. */
function urlsIn(tree: string): string[] {
  const path: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)(?:├──|└──) (\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    path.length = depth;
    path.push(found[2]!);
    const url = path.join('').replace(/^\/\//, '/');
    return (found[3] ?? '')
      .split(', ')
      .filter((method) => method !== '' && method !== 'HEAD' && method !== 'OPTIONS')
      .map((method) => `${method} ${url}`);
  });
}
