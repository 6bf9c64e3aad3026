import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PlantedTree } from './planted-tree.js';

jest.setTimeout(60_000);

type Report = { filePath: string; messages: { line: number; ruleId: string | null; message: string }[] }[];

/** By file: lines, each of which one restriction must catch. */
const violations: Record<string, string[]> = {
  'libs/domain/src/planted.ts': [
    `export const a = new Date();`,
    `export const b = Date.now();`,
    `export const c = Date();`,
    `export const d = Temporal.Now.instant();`,
    `export const e = Temporal['Now'].instant();`,
    `export const f = Math.random();`,
    `export const g = Math['random']();`,
    `export const h = performance.now();`,
    `export const i = crypto.randomUUID();`,
    `setTimeout(() => undefined, 10);`,
    `setInterval(() => undefined, 10);`,
    `setImmediate(() => undefined);`,
    `queueMicrotask(() => undefined);`,
    `export const j = process.env.TZ;`,
    `export const k = globalThis['Date'];`,
    `export const l = fetch('http://localhost');`,
    `console.log(1);`,
    `export const m = 'SELECT now()';`,
    'export const n = `SELECT ${1} WHERE due < now()`;',
  ],
  'libs/engine/src/planted.ts': [`export const a = new Date();`, `export const b = 'due < current_timestamp';`],
  'libs/persistence/src/planted.ts': [
    `export const a = 'SELECT * FROM timer WHERE fire_at < now()';`,
    'export const b = `fire_at < NOW()`;',
    `export const c = 'due < CURRENT_DATE';`,
    `export const d = 'due < localtimestamp';`,
    `export const e = 'due < clock_timestamp()';`,
    `export const f = 'due < statement_timestamp()';`,
    `export const g = 'due < transaction_timestamp()';`,
  ],
  'apps/api/src/planted.ts': [
    `import { env } from 'node:process';`,
    `export const a = [process.env.PORT, env];`,
    `export const b = process['env'];`,
    `export const { env: c } = process;`,
    `export const d: any = 1;`,
    `export const e = 1 == a.length;`,
  ],
};

const innocent: Record<string, string> = {
  'libs/domain/src/calendar.ts': `import { Temporal } from 'temporal-polyfill';\nexport const known = Temporal.Instant.from('2026-01-01T00:00Z');\n`,
  'libs/persistence/src/adapter.ts': `export const wire = (at: Date): string => new Date(at).toISOString();\nexport const text = 'known() and renow are no clocks';\n`,
  'libs/persistence/src/migrations/0001-planted.ts': `export const up = 'ALTER TABLE t ADD made_at timestamptz DEFAULT now()';\n`,
  'libs/platform/src/environment.ts': `export const port = process.env['PORT'];\n`,
  'libs/domain/src/story.spec.ts': `export const now = Date.now();\n`,
};

/** Every message that the configuration attaches to a restriction of the project's own. */
const messagesOf = (): string[] =>
  [
    ...readFileSync(new URL('../../eslint.config.mjs', import.meta.url), 'utf8').matchAll(
      /[mM]essage(?::| =) (["'`])(.+?)\1[,;\s]/g,
    ),
  ].map(([, , text]) => text!.replace(/\$\{.*?\}/, ''));

describe('the restrictions of eslint.config.mjs', () => {
  let tree: PlantedTree;
  let report: Report;

  beforeAll(async () => {
    const planted = Object.entries(violations).map(([file, lines]) => [file, `${lines.join('\n')}\n`]);
    tree = await PlantedTree.grow({ ...innocent, ...Object.fromEntries(planted) });
    report = await tree.judge<Report>('eslint/bin/eslint.js', ['--format', 'json', 'apps', 'libs']);
  });
  afterAll(() => tree.fell());

  const messagesAbout = (file: string): Report[number]['messages'] => {
    const about = report.find(({ filePath }) => filePath.endsWith(`/${file}`));
    if (!about) throw new Error(`${file} was not looked at`);
    return about.messages;
  };

  const cases = Object.entries(violations).flatMap(([file, lines]) =>
    lines.map((line, at) => [file, line, at + 1] as const),
  );
  it.each(cases)('in %s catch: %s', (file, _line, at) => {
    const caught = messagesAbout(file).filter(({ line }) => line === at);
    expect(caught.map(({ ruleId }) => ruleId)).toContainEqual(
      expect.stringMatching(/^(no-restricted-|@typescript-eslint\/no-explicit-any|eqeqeq)/),
    );
  });

  it.each(Object.keys(innocent))('have nothing against %s', (file) => {
    expect(messagesAbout(file)).toEqual([]);
  });

  it('are all tried here', () => {
    const said = report.flatMap(({ messages }) => messages.map(({ message }) => message)).join('\n');
    const wanted = messagesOf();
    expect(wanted.length).toBeGreaterThan(8);
    expect(wanted.filter((message) => !said.includes(message))).toEqual([]);
  });
});
