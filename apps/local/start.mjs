// `npm start`: from a fresh checkout to the running system. Plain JavaScript, because nothing is installed or built yet.
import { resolve } from 'node:path';
import { prepare } from './prepare/index.mjs';
import { root } from './prepare/root.mjs';

await prepare(['dependencies', 'build']);

// A relative DATA_DIR is the caller's; everything else is found from the checkout.
if (process.env.DATA_DIR) process.env.DATA_DIR = resolve(process.env.DATA_DIR);
process.chdir(root);
await import('../../dist/apps/local/src/main.js');
