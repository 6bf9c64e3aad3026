// `npm run bench`: what `npm start` prepares, then the bench itself. Plain JavaScript, because nothing may be built yet.
import { prepare } from '../../apps/local/prepare/index.mjs';
import { root } from '../../apps/local/prepare/root.mjs';

await prepare(['dependencies', 'build']);
process.chdir(root);
await import('../../dist/test/bench/main.js');
