// Lets Node.js run the sources as they are: `node --import ./test/support/typescript.mjs FILE.ts`, or imported from a script.
// For what runs outside Jest before or beside a build: the test server, and processes that tests start and kill.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
