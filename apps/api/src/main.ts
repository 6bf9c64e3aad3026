import { migrate } from '#persistence';
import { createLogger, readEnvironment, startUpMessage } from '#platform';
import { migrateQueues } from '#queue';
import { EngineModule, settingsOf } from '../../composition/src/index.js';
import { ApiModule, createApplication, serveOpenApi } from './index.js';

/** The API of a real installation. It brings the schema up to date; workers wait for it. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const { DATABASE_URL, OWNER_DATABASE_URL, REDIS_URL, HOST, PORT, LOG_LEVEL } = environment;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is needed: postgres://user:password@host:port/database');
  const ownerUrl = OWNER_DATABASE_URL ?? DATABASE_URL;
  const servingRole = await migrate(ownerUrl, DATABASE_URL);
  if (!REDIS_URL) await migrateQueues(ownerUrl, servingRole);
  const logger = createLogger({ level: LOG_LEVEL, name: 'api' });
  const settings = await settingsOf(environment, DATABASE_URL, environment.DEMO ?? false);
  const app = await createApplication([EngineModule.with(settings), ApiModule], logger, settings);
  await serveOpenApi(app);
  app.enableShutdownHooks();
  await app.listen(PORT, HOST);
  logger.info({ port: PORT }, 'listening');
}

main().catch((error: unknown) => {
  console.error(startUpMessage(error));
  process.exitCode = 1;
});
