// A process that holds an embedded PostgreSQL, for tests to kill: `node --import typescript.mjs hold-postgres.ts DATA_DIR`.
// Prints one line of JSON when it holds it, or when it failed; stops the server on SIGTERM.
import { startEmbeddedPostgres } from '../../apps/local/src/embedded-postgres/start.js';

const [dataDir = ''] = process.argv.slice(2);
const tell = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);

try {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    say: (_zh, en) => tell({ said: en }),
    onLost: (error) => tell({ lost: String(error) }),
  });
  process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
  const { url, ownerUrl, adminUrl, port, home } = postgres;
  tell({ held: { url, ownerUrl, adminUrl, port, home } });
} catch (error) {
  tell({ failed: (error as { code?: string }).code, message: String(error) });
  process.exit(1);
}
