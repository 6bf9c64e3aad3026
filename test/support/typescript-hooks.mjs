import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const compiler = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** `#domain` leads to its sources, and `./case.js` to `case.ts` where only that exists: what tsc and Jest do. */
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('#')) return next(specifier, { ...context, conditions: ['source', ...context.conditions] });
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (!source.pathname.includes('/node_modules/') && existsSync(source)) return next(source.href, context);
  }
  return next(specifier, context);
}

/** The compiler that Jest uses, with its settings: types are dropped, decorators keep their metadata. */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...compiler, filename, swcrc: false });
  return { format: 'module', source: code, shortCircuit: true };
}
