import { Argon2Passwords } from '#identity';
import { createLogger } from '#platform';
import { TOTP, Secret } from 'otpauth';
import { ApiModule, createApplication } from '../../../apps/api/src/index.js';
import { EngineModule, SETTINGS, type Settings } from '../../../apps/composition/src/index.js';
import { type Answer, type TestApi } from '../api/api.js';
import { county, idOf, type PersonName } from '../api/seed-county.js';

export const password = '今天去看水渠修好了没有';

/** The name that somebody of the small county signs in with, and the account's id. */
export const accountName = (name: PersonName, code: string = county): string => `${code}-${name}`;
export const accountId = (name: PersonName, code: string = county): string => idOf(`${code}/account of ${name}`);

/** Gives an account a password, at the cost that the system is set to. */
export async function givePassword(api: TestApi, name: PersonName, chosen = password): Promise<void> {
  await api.dataSource.query('UPDATE account SET password_hash = $2, one_time_code_hash = NULL WHERE id = $1', [
    accountId(name),
    await api.app.get(Argon2Passwords).hash(chosen),
  ]);
}

interface SignInBody {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}

/** Signs in over HTTP; `from` is the address that the reverse proxy names. */
export function signIn(
  { url }: { readonly url: string },
  body: SignInBody,
  { from = '10.0.0.1', headers = {} }: { from?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return send(url, 'POST', '/v1/session', body, { 'x-forwarded-for': from, ...headers });
}

/** A request as whoever holds this token; none for a stranger. */
export async function send(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { 'accept-language': 'en', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text ? (JSON.parse(text) as unknown) : text,
  };
}

/** A person in a session of their own, whose token may change on the way. */
export class Visitor {
  constructor(
    private readonly url: string,
    public token: string,
  ) {}

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return send(this.url, method, path, body, { authorization: `Bearer ${this.token}`, ...headers });
  }
}

export async function visit(api: TestApi, name: PersonName, code?: string): Promise<Visitor> {
  const answer = await signIn(api, { name: accountName(name), password, code });
  if (answer.status !== 201) throw new Error(`${name} could not sign in: ${JSON.stringify(answer.body)}`);
  return new Visitor(api.url, (answer.body as { token: string }).token);
}

/** Makes an API token, by default one that reads and writes. Answers its id and a visitor who comes with it. */
export async function makeToken(
  { url }: { readonly url: string },
  owner: Visitor,
  asked: object = {},
): Promise<{ id: string; tool: Visitor }> {
  const token = { name: 'tool', days: 30, readOnly: false, password, ...asked };
  const { status, body } = await owner.call('POST', '/v1/me/tokens', token);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const made = body as { id: string; token: string };
  return { id: made.id, tool: new Visitor(url, made.token) };
}

/** What the authenticator application shows, so many steps of thirty seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Enrols an authenticator application. Returns its secret and the recovery codes; the visitor goes on under a new token. */
export async function enrol(visitor: Visitor, by = password): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await visitor.call('POST', '/v1/me/second-factor', { password: by });
  const { secret } = begun.body as { secret: string };
  // the code of the step before, so that this step's and the next one's are left to sign in with
  const confirmed = await visitor.call('POST', '/v1/me/second-factor/confirmation', { code: codeOf(secret, -1) });
  const { recoveryCodes, token } = confirmed.body as { recoveryCodes: string[]; token: string };
  visitor.token = token;
  return { secret, recoveryCodes };
}

/** Another process of the API over the same database, differing in some settings; `stop` ends it. */
export async function startAnother(
  api: TestApi,
  differing: Partial<Settings> = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const settings = { ...api.app.get<Settings>(SETTINGS), ...differing };
  const app = await createApplication([EngineModule.with(settings), ApiModule], createLogger({ level: 'error' }), settings); // prettier-ignore
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), stop: () => app.close() };
}

/** The entries of the audit log of these kinds, oldest first. */
export async function audited(api: TestApi, ...kinds: string[]) {
  return (await api.dataSource.query(
    `SELECT kind, county_code AS "countyCode", person_id AS "personId", account_id AS "accountId", subject_id AS "subjectId", data
       FROM audit_log WHERE kind = ANY ($1) ORDER BY id`,
    [kinds],
  )) as {
    kind: string;
    countyCode: string | null;
    personId: string | null;
    accountId: string | null;
    subjectId: string | null;
    data: Record<string, unknown>;
  }[];
}
