import { resolve } from 'node:path';
import { createLogger, type Environment, readEnvironment, startUpMessage } from '#platform';
import { connectQueues } from '#queue';
import { DataSource } from 'typeorm';
import { ApiModule, createApplication, serveOpenApi } from '../../api/src/index.js';
import {
  bringUpToDate,
  EngineModule,
  firstSignIn,
  refuseOtherMode,
  type Settings,
  settingsOf,
  startRealCounty,
} from '../../composition/src/index.js';
import { processors, WorkerModule } from '../../worker/src/index.js';
import { readArguments, usage } from './arguments.js';
import { startDemonstration } from './demonstration/index.js';
import { type DatabaseUrls } from './embedded-postgres/database.js';
import { assertPortFree } from './embedded-postgres/ports.js';
import { type Say } from './embedded-postgres/say.js';
import { startEmbeddedPostgres } from './embedded-postgres/start.js';
import { Life } from './life.js';

const say: Say = (zh, en) => console.log(`${zh}  ${en}`);

/** The whole system in one process, on an embedded PostgreSQL unless DATABASE_URL names another. */
async function main(life: Life): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked.help) return console.log(usage);
  const environment = readEnvironment(undefined, asked.county ? { COUNTY: asked.county } : {});
  const dataDir = resolve(environment.DATA_DIR);
  await assertPortFree(environment.PORT, environment.HOST);

  life.listen();
  const { url: databaseUrl, ownerUrl } = databaseNamedBy(environment) ?? (await startDatabase(life, dataDir));
  if (life.isOver) return;
  say('正在更新数据库结构…', 'Bringing the database up to date…');
  await bringUpToDate({ url: databaseUrl, ownerUrl }, environment.REDIS_URL === undefined);
  const demonstration = environment.COUNTY === undefined;
  const settings = await settingsOf(environment, databaseUrl, demonstration);
  const backend = connectQueues(databaseUrl, environment.REDIS_URL ?? null, processors.length);
  const logger = createLogger({
    level: environment.LOG_LEVEL === 'info' ? 'warn' : environment.LOG_LEVEL,
    name: 'guacun',
  });
  const parts = [EngineModule.with(settings), ApiModule, WorkerModule.on(backend)];
  const app = await createApplication(parts, logger, settings);
  life.add('web', () => app.close());
  const dataSource = app.get(DataSource);
  await refuseOtherMode(dataSource, demonstration);
  if (environment.COUNTY) await startCounty(dataSource, environment.COUNTY, settings);
  else await startDemonstration(app, settings.configDirectory, dataDir, say);
  if (life.isOver) return;
  await serveOpenApi(app);
  await app.listen(environment.PORT, environment.HOST);
  say(
    `已就绪:${environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`}  (Ctrl-C 停止)`,
    'Ready (Ctrl-C stops).',
  );
}

async function startCounty(dataSource: DataSource, code: string, settings: Settings): Promise<void> {
  const oneTimeCode = await startRealCounty(dataSource, code, settings.configDirectory, 'until-used');
  if (oneTimeCode) say(...firstSignIn(oneTimeCode));
}

function databaseNamedBy({ DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl }: Environment): DatabaseUrls | undefined {
  return url === undefined ? undefined : { url, ownerUrl: ownerUrl ?? url };
}

async function startDatabase(life: Life, dataDir: string): Promise<DatabaseUrls> {
  say('正在启动数据库…', 'Starting the database…');
  const starting = startEmbeddedPostgres({ dataDir, say, onLost: (error) => void life.fail(error) });
  // Added before it is up: a Ctrl-C during the start waits for the server, then stops it.
  life.add('PostgreSQL', () =>
    starting.then(
      ({ stop }) => stop(),
      () => undefined,
    ),
  );
  const { url, ownerUrl, port } = await starting;
  say(`数据库已就绪:127.0.0.1:${port}`, 'The database is ready.');
  return { url, ownerUrl };
}

const life = new Life(say);
main(life).catch(async (error: unknown) => {
  if (!life.isOver) console.error(startUpMessage(error));
  await life.end(1);
});
