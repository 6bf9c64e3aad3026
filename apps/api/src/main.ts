import { createLogger, readEnvironment, startUpMessage } from '#platform';
import { DataSource } from 'typeorm';
import {
  bringUpToDate,
  EngineModule,
  firstSignIn,
  refuseOtherMode,
  type Settings,
  settingsOf,
  startRealCounty,
} from '../../composition/src/index.js';
import { ApiModule, createApplication, serveOpenApi } from './index.js';

/** The API of a real installation. It brings the schema up to date and founds the county where there is none yet. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const { DATABASE_URL, OWNER_DATABASE_URL, REDIS_URL, HOST, PORT, LOG_LEVEL } = environment;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is needed: postgres://user:password@host:port/database');
  await bringUpToDate({ url: DATABASE_URL, ownerUrl: OWNER_DATABASE_URL }, !REDIS_URL);
  const logger = createLogger({ level: LOG_LEVEL, name: 'api' });
  const settings = await settingsOf(environment, DATABASE_URL, environment.DEMO ?? false);
  const app = await createApplication([EngineModule.with(settings), ApiModule], logger, settings);
  const dataSource = app.get(DataSource);
  await refuseOtherMode(dataSource, settings.demonstration);
  if (environment.COUNTY) await found(dataSource, environment.COUNTY, settings);
  await serveOpenApi(app);
  app.enableShutdownHooks();
  await app.listen(PORT, HOST);
  logger.info({ port: PORT }, 'listening');
}

/** Of several that start at once one founds, and that one says how the first administrator gets in; said once, not logged. */
async function found(dataSource: DataSource, county: string, { configDirectory }: Settings): Promise<void> {
  const oneTimeCode = await startRealCounty(dataSource, county, configDirectory, 'once');
  if (oneTimeCode) console.log(firstSignIn(oneTimeCode).join('\n'));
}

main().catch((error: unknown) => {
  console.error(startUpMessage(error));
  process.exitCode = 1;
});
