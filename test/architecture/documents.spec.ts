import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { linksOf } from '../support/readme.js';
import { checkout } from '../support/running-system.js';

const read = (path: string) => readFileSync(join(checkout, path), 'utf8');
const quoted = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word!);
const rowsOf = (page: string) =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** All text below a path, file names included: a word may live in the name of a file. */
function textBelow(path: string): string {
  if (!statSync(join(checkout, path)).isDirectory()) return `${path}\n${read(path)}`;
  return readdirSync(join(checkout, path))
    .map((entry) => textBelow(`${path}/${entry}`))
    .join('\n');
}

/** Finds "case type" as `CaseType`, `case-type`, `case_type`; as a whole word where it is short. */
function asWritten(word: string): RegExp {
  const written = word.split(/[ -]/).join('[-_ ]?');
  return new RegExp(word.length > 4 ? written : `(?<![a-z])${written}(?![a-z])`, 'i');
}

describe('the glossary', () => {
  const rows = rowsOf(read('docs/glossary.md'));

  it('has words', () => {
    expect(rows.length).toBeGreaterThan(60);
  });

  it.each(rows.map(([zh, code, , where]) => [quoted(code!)[0]!, zh!, quoted(where!)[0]!]))(
    'finds `%s` (%s) in %s',
    (word, _zh, where) => {
      expect(asWritten(word).test(textBelow(where))).toBe(true);
    },
  );

  it('explains every party that case types and policies may name', () => {
    const parties = /parties = \[([^\]]+)\]/.exec(read('libs/domain/src/party/party.ts'))![1]!;
    const named = [...parties.matchAll(/'([\w-]+)'/g)].map(([, party]) => party!);
    expect(named.length).toBeGreaterThan(20);
    const explained = rows.filter(([, , , where]) => where!.endsWith('party.ts`')).map(([, code]) => quoted(code!)[0]);
    expect(explained).toEqual(named);
  });

  it('is used: code speaks of none of the words that it rules out', () => {
    const files = ['libs/domain/src', 'libs/engine/src', 'apps/api/src', 'apps/worker/src'].map(textBelow).join('\n');
    expect(files.match(/\b(tickets?|assignees?|work ?orders?|SLAs?)\b/gi)).toBeNull();
  });
});

describe('the page of libraries', () => {
  it('gives a reason for each installed one, and names no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    const told = rowsOf(read('docs/libraries.md')).flatMap(([names]) => quoted(names!));
    expect(told.sort()).toEqual([...Object.keys(dependencies!), ...Object.keys(devDependencies!)].sort());
  });
});

describe('the page of operations', () => {
  const page = read('docs/operations.md');

  it('tells what to do about every failure of a start', () => {
    const source = read('libs/platform/src/start-up-error.ts');
    const failures = [
      ...source
        .split('StartUpFailure =')[1]!
        .split(';')[0]!
        .matchAll(/'([\w-]+)'/g),
    ].map(([, one]) => one!);
    expect(failures.length).toBeGreaterThan(5);
    const told = rowsOf(page.split('## 启动失败')[1]!).map(([code]) => quoted(code!)[0]);
    expect(told.sort()).toEqual(failures.sort());
  });

  it('names every variable of the environment', () => {
    const variables = [...read('libs/platform/src/environment.ts').matchAll(/^ {2}([A-Z_]+)\??[ :]/gm)].map(
      ([, one]) => one!,
    );
    expect(variables.length).toBeGreaterThan(8);
    expect(variables.filter((name) => !quoted(page).includes(name))).toEqual([]);
  });
});

describe('the decisions', () => {
  const files = readdirSync(join(checkout, 'docs/decisions')).sort();

  it('are numbered without a gap', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
  });

  it.each(files)('%s fits on a screen and says what, why and what follows', (file) => {
    const text = read(`docs/decisions/${file}`);
    expect(text).toContain(`# ${file.slice(0, 4)} · `);
    expect(text.split('\n').length).toBeLessThan(45);
    for (const part of ['**Context.**', '**Reason.**', '**Consequences.**']) expect(text).toContain(part);
  });
});

describe('every page', () => {
  const pages = readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );

  it.each(pages)('links to what exists: %s', (page) => {
    const folder = join('docs', page, '..');
    const missing = linksOf(`docs/${page}`).filter(
      (path) => !statSync(join(checkout, folder, path), { throwIfNoEntry: false }),
    );
    expect(missing).toEqual([]);
  });
});
