#!/usr/bin/env node
// The operators' commands: `npx guacun …`. Runs the build; `npm start` or `npm run build` makes it.
import { existsSync } from 'node:fs';

const program = new URL('../../../dist/apps/cli/src/main.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  console.error('还没有构建:请先运行 npm ci && npm run build(或 npm start)。');
  console.error('Not built yet: run npm ci && npm run build (or npm start) first.');
  process.exitCode = 1;
}
