import './typescript.mjs';
import { startTestServer } from './test-server.mjs';

/** One PostgreSQL for the whole run of tests; each file then asks for a database of its own (`freshDatabase`). */
export default async function globalSetup() {
  const server = await startTestServer();
  globalThis.guacunTestServer = server;
  // Jest's workers inherit the environment; it is the one thing that reaches them.
  process.env.GUACUN_TEST_SERVER = server.adminUrl;
}
