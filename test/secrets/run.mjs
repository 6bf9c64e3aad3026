// No key, token or password in what git tracks: `npm test -- secrets`.
import { root } from '../../apps/local/prepare/root.mjs';
import { findSecrets } from './find-secrets.mjs';

const found = await findSecrets(root);
for (const { file, line, what } of found) console.error(`${file}:${line}  ${what}`);
console.log(
  found.length === 0 ? 'No secret in any tracked file.' : `${found.length} possible secrets in tracked files.`,
);
process.exitCode = found.length === 0 ? 0 : 1;
