import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRequire } from 'node:module';
import { PlantedTree } from './planted-tree.js';

jest.setTimeout(60_000);

type Report = { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
type Rules = { forbidden: { name: string; comment?: string }[] };

/** By rule: what is planted where, each a violation of it. */
const violations: Record<string, Record<string, string>> = {
  'domain-stands-alone': {
    'libs/domain/src/reads-files.ts': `import { readFileSync } from 'node:fs'; export const text = readFileSync('x');`,
    'libs/domain/src/knows-the-engine.ts': `export { door } from '#engine';`,
    'libs/domain/src/knows-the-platform-by-path.ts': `export { door } from '../../platform/src/index.js';`,
    'libs/domain/src/knows-a-driver-by-type.ts': `import { type Client } from 'pg'; export type C = Client;`,
    'libs/domain/src/imports-late.ts': `export const late = () => import('#queue');`,
  },
  'engine-knows-rules-and-ports-only': {
    'libs/engine/src/knows-the-database.ts': `export { door } from '#persistence';`,
    'libs/engine/src/knows-the-queue-by-type.ts': `export type D = typeof import('#queue');`,
    'libs/engine/src/uses-node.ts': `import { randomUUID } from 'node:crypto'; export const id = randomUUID;`,
    'libs/engine/src/uses-the-framework.ts': `import { Injectable } from '@nestjs/common'; export const i = Injectable;`,
    'libs/engine/src/uses-the-mapper.ts': `import { type DataSource } from 'typeorm'; export type D = DataSource;`,
  },
  'adapters-do-not-know-each-other': {
    'libs/persistence/src/knows-the-queue.ts': `export { door } from '#queue';`,
    'libs/ledgers/src/knows-identity.ts': `export { door } from '#identity';`,
    'libs/platform/src/knows-persistence.ts': `export { door } from '#persistence';`,
  },
  'nothing-below-knows-the-doors': {
    'libs/queue/src/knows-the-worker.ts': `export { work } from '../../../apps/worker/src/work.js';`,
  },
  'one-door-each': {
    'apps/api/src/reaches-inside.ts': `export { inside } from '../../../libs/domain/src/calendar/inside.js';`,
    'libs/engine/src/reaches-inside.ts': `export { inside } from '../../domain/src/calendar/inside.js';`,
    'libs/queue/src/reaches-inside-the-platform.ts': `export { inside } from '../../platform/src/inside.js';`,
  },
  'no-circles': {
    'libs/domain/src/egg.ts': `import { hen } from './hen.js'; export const egg = () => hen;`,
  },
  'every-import-is-found': {
    'apps/api/src/mistyped-path.ts': `export { work } from './wrok.js';`,
    'apps/api/src/mistyped-door.ts': `export { door } from '#domian';`,
  },
  'what-ships-is-installed': {
    'apps/api/src/uses-the-test-runner.ts': `import { expect } from '@jest/globals'; export const e = expect;`,
    'libs/queue/src/uses-the-compiler.ts': `import ts from 'typescript'; export const v = ts.version;`,
  },
  'no-test-code-in-the-product': {
    'libs/queue/src/uses-a-test.ts': `export { story } from './story.spec.js';`,
    'apps/worker/src/uses-test-support.ts': `export { support } from '../../../test/support/support.js';`,
  },
};

const innocent = {
  // The other half of the circle, which is reported once.
  'libs/domain/src/hen.ts': `import { egg } from './egg.js'; export const hen = () => egg;`,
  'libs/domain/src/calendar/inside.ts': `import { Temporal } from 'temporal-polyfill'; export const inside = Temporal;`,
  'libs/platform/src/inside.ts': `import { readFileSync } from 'node:fs'; export const inside = readFileSync;`,
  'libs/engine/src/cases/open.ts': `export { door } from '#domain';`,
  'libs/persistence/src/uses-a-driver.ts': `import pg from 'pg'; import { door } from '#platform'; export const p = [pg, door];`,
  'libs/persistence/src/serves-the-engine.ts': `export { door } from '#engine';`,
  'libs/queue/src/story.spec.ts': `import { expect } from '@jest/globals'; export const story = expect;`,
  'libs/engine/src/story.spec.ts': `import { readFileSync } from 'node:fs'; export const story = readFileSync;`,
  'apps/worker/src/work.ts': `import { door as a } from '#engine'; import { door as b } from '#persistence'; export const work = [a, b];`,
  'test/support/support.ts': `export const support = 1;`,
};

describe('the rules of .dependency-cruiser.cjs', () => {
  let tree: PlantedTree;
  let found: string[];

  beforeAll(async () => {
    tree = await PlantedTree.grow({ ...innocent, ...Object.assign({}, ...Object.values(violations)) });
    const cruiser = 'dependency-cruiser/bin/dependency-cruise.mjs';
    const report = await tree.judge<Report>(cruiser, ['--output-type', 'json', 'apps', 'libs']);
    found = report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  });
  afterAll(() => tree.fell());

  const planted = Object.entries(violations).flatMap(([rule, files]) => Object.keys(files).map((file) => [rule, file]));
  it.each(planted)('%s catches %s', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  it.each(Object.keys(innocent))('nothing is held against %s', (file) => {
    expect(found.filter((violation) => violation.endsWith(`: ${file}`))).toEqual([]);
  });

  it('are all tried here, and each says why it is there', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Rules;
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort());
    expect(forbidden.filter(({ comment }) => !comment)).toEqual([]);
  });
});
