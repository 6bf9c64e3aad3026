import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { newToken } from '#identity';
import { PgBusinessClock } from '#persistence';
import { createLogger } from '#platform';
import { connectQueues } from '#queue';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { ApiModule, createApplication } from '../../../apps/api/src/index.js';
import {
  type AttachmentSettings,
  configDirectory,
  EngineModule,
  type Settings,
  type SignInSettings,
  usualSignIn,
} from '../../../apps/composition/src/index.js';
import { processors, WorkerModule } from '../../../apps/worker/src/index.js';
import { freshDatabase } from '../database.js';
import { county, idOf, type PersonName, seedCounty } from './seed-county.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers without declaring them
  readonly body: any;
}

interface Call {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Passwords of tests guard nothing; what one costs really is measured where it matters. */
const cheap = { memoryCost: 1024, timeCost: 1, parallelism: 1 };

/** The API on a port of its own, over a fresh database with the small county, its business clock standing at `from`. */
export async function startApi({
  from = '2026-11-23T09:00:00+08:00',
  workers = false,
  demonstration = true,
  keyFile = undefined as string | undefined,
  signIn = {} as Partial<SignInSettings>,
  attachments = {} as Partial<AttachmentSettings>,
  poolSize = 10,
} = {}): Promise<TestApi> {
  const database = await freshDatabase();
  const settings: Settings = {
    databaseUrl: database.url,
    redisUrl: null,
    configDirectory,
    key: keyFile ? await readFile(keyFile) : randomBytes(32),
    keyFile,
    demonstration,
    secureCookies: false,
    signIn: { ...usualSignIn, passwordCost: cheap, ...signIn },
    attachments: {
      folder: join(tmpdir(), `guacun-attachments-${randomUUID()}`),
      fileBytes: 1024 * 1024,
      ...attachments,
    },
    poolSize,
  };
  const parts = [EngineModule.with(settings), ApiModule];
  if (workers) {
    parts.push(WorkerModule.on(connectQueues(database.url, null, processors.length)));
  }
  const app = await createApplication(parts, createLogger({ level: 'error' }), settings);
  const dataSource = app.get(DataSource);
  await seedCounty(dataSource);
  if (demonstration) await new PgBusinessClock(dataSource).standAt(Temporal.Instant.from(from));
  await app.listen(0, '127.0.0.1');
  const drop = async () => {
    await database.drop();
    await rm(settings.attachments!.folder, { recursive: true, force: true });
  };
  return new TestApi(app, await app.getUrl(), dataSource, drop);
}

export class TestApi {
  private readonly tokens = new Map<string, string>();

  constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly dataSource: DataSource,
    private readonly drop: () => Promise<void>,
  ) {}

  async stop(): Promise<void> {
    await this.app.close();
    await this.drop();
  }

  /** A request by one of the county's people; `null` is a stranger. */
  async call(
    by: PersonName | null,
    method: string,
    path: string,
    { body, headers = {} }: Call = {},
    code: string = county,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(by && { authorization: `Bearer ${await this.tokenOf(by, code)}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      body:
        body === undefined
          ? undefined
          : body instanceof FormData || typeof body === 'string'
            ? body
            : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text ? (JSON.parse(text) as unknown) : text,
    };
  }

  get(by: PersonName | null, path: string): Promise<Answer> {
    return this.call(by, 'GET', path);
  }

  /** Takes an action with the version that the case has now. */
  async act(by: PersonName, id: string, action: string, fields: Record<string, unknown> = {}): Promise<Answer> {
    const [row] = (await this.dataSource.query('SELECT version FROM cases WHERE id = $1', [id])) as {
      version: number;
    }[];
    return this.call(by, 'POST', `/v1/cases/${id}/actions/${action}`, {
      body: { fields },
      headers: { 'if-match': `"${row!.version}"` },
    });
  }

  /** The next request of this person comes with a session of its own. */
  forget(name: PersonName, code: string = county): void {
    this.tokens.delete(`${code}/${name}`);
  }

  /** A session as signing in would make it, without the cost of a password. */
  async tokenOf(name: PersonName, code: string = county): Promise<string> {
    const known = this.tokens.get(`${code}/${name}`);
    if (known) return known;
    const { token, hash } = newToken();
    await this.dataSource.query(
      'INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [hash, idOf(`${code}/account of ${name}`), new Date(), new Date(Date.now() + 3_600_000)],
    );
    this.tokens.set(`${code}/${name}`, token);
    return token;
  }
}

export const personId = (name: PersonName, code: string = county): string => idOf(`${code}/${name}`);
export const unitId = (name: string, code: string = county): string => idOf(`${code}/${name}`);
