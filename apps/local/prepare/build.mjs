import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root } from './root.mjs';

/** Everything that tsconfig.build.json takes in, and what decides how it is compiled. */
const sources = ['apps', 'libs', 'test/bench', 'test/support'];
const settings = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const stamp = join(root, 'dist', '.built-from');
const madeFrom = () => fingerprint([...sources, ...settings], isCompiled);

/** The server side, compiled to `dist`. */
export const build = {
  zh: '正在编译',
  en: 'Compiling',
  isFresh: () => existsSync(stamp) && readFileSync(stamp, 'utf8') === madeFrom(),
  command: [process.execPath, 'node_modules/@nestjs/cli/bin/nest.js', 'build', 'local'],
  before: () => {
    rmSync(stamp, { force: true });
    // What was deleted from the sources shall not live on here.
    for (const folder of ['apps', 'libs', 'test']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  },
  after: () => {
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, madeFrom());
  },
};

function isCompiled(path) {
  return !path.startsWith('apps/console') && !path.endsWith('.spec.ts') && /\.(ts|json)$/.test(path);
}
