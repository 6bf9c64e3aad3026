import { type Answer, personId, type TestApi, unitId } from './api.js';
import { county, type PersonName, villageElsewhere } from './seed-county.js';

export const township = '350123103';
export const elsewhere = '350123200';
export const nobody = '00000000-0000-7000-8000-000000000000';
export const chinese = { 'accept-language': 'zh-CN' };

/** What the tests of the registers send and look at. */
export function registersOf(api: () => TestApi) {
  const post = (by: PersonName, path: string, body: unknown, headers: Record<string, string> = {}) =>
    api().call(by, 'POST', `/v1/${path}`, { body, headers });
  let serial = 0;
  return {
    post,
    patch: (by: PersonName, path: string, entered: Answer, body: unknown) =>
      api().call(by, 'PATCH', `/v1/${path}/${entered.body.id}`, { body, headers: ifMatch(entered) }),
    end: (by: PersonName, path: string, entered: Answer, at?: string) =>
      post(by, `${path}/${entered.body.id}/end`, at ? { at } : {}, ifMatch(entered)),
    /** Somebody new, without any posting. */
    someone: async () => (await post('systemAdmin', 'persons', { name: `演示·人${++serial}` })).body.id as string,
    audited: (id: string) =>
      api().dataSource.query(
        'SELECT kind, person_id AS by, subject_kind AS subject, data FROM audit_log WHERE subject_id = $1 ORDER BY id',
        [id],
      ) as Promise<{ kind: string; by: string; subject: string; data: Record<string, unknown> }[]>,
  };
}

export const ifMatch = ({ headers }: Answer) => ({ 'if-match': headers.get('etag')! });
export const errors = ({ body }: Answer) =>
  (body.errors as { field: string; code: string }[]).map(({ field, code }) => [field, code]);

export const posting = (person: string, of: object = {}) => ({
  ...{ personId: person, organisationId: unitId('water'), role: 'handler', regionCode: county },
  ...{ from: '2026-01-01T00:00:00+08:00' },
  ...of,
});
export const link = (person: string, of: object = {}) => ({
  ...{ personId: person, villageCode: villageElsewhere, role: 'cadre', from: '2026-01-01T00:00:00+08:00' },
  ...of,
});
export const duty = (of: object = {}) => ({
  ...{ personId: personId('leader'), regionCode: county, role: 'head' },
  ...{ from: '2026-11-24T08:00:00+08:00', to: '2026-11-25T08:00:00+08:00' },
  ...of,
});
