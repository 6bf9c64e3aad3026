import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkout } from '../support/running-system.js';

/** The requirements of level 2 of OWASP ASVS 4.0.3, those of level 1 among them: first to last of each section, without those that were dropped. */
const levelTwo = `1.1.1-7 1.2.1-4 1.4.1 1.4.4-5 1.5.1-4 1.6.1-4 1.7.1-2 1.8.1-2 1.9.1-2 1.10.1 1.11.1-2 1.12.2 1.14.1-6
  2.1.1-12 2.2.1-3 2.3.1-3 2.4.1-5 2.5.1-7 2.6.1-3 2.7.1-6 2.8.1-7 2.9.1-3 2.10.1-4
  3.1.1 3.2.1-4 3.3.1-4 3.4.1-5 3.5.1-3 3.7.1 4.1.1-3 4.1.5 4.2.1-2 4.3.1-3
  5.1.1-5 5.2.1-8 5.3.1-10 5.4.1-3 5.5.1-4 6.1.1-3 6.2.1-6 6.3.1-2 6.4.1-2
  7.1.1-4 7.2.1-2 7.3.1 7.3.3-4 7.4.1-3 8.1.1-4 8.2.1-3 8.3.1-8 9.1.1-3 9.2.1-4 10.2.1-2 10.3.1-3
  11.1.1-8 12.1.1-3 12.2.1 12.3.1-6 12.4.1-2 12.5.1-2 12.6.1 13.1.1 13.1.3-5 13.2.1-3 13.2.5-6 13.3.1-2 13.4.1-2
  14.1.1-4 14.2.1-6 14.3.2-3 14.4.1-7 14.5.1-4`
  .split(/\s+/)
  .flatMap((range) => {
    const [, section, first, last] = /^(\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(range)!;
    const count = Number(last ?? first) - Number(first) + 1;
    return Array.from({ length: count }, (_, i) => `${section}.${Number(first) + i}`);
  });

const page = readFileSync(join(checkout, 'docs/security.md'), 'utf8');
const [checklist, notApplicable] = page.split('## 不适用') as [string, string];
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
const rows = rowsOf(checklist);
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);

describe('the security checklist', () => {
  it('has every requirement of its level once, as a row or as one that does not apply', () => {
    const left = rowsOf(notApplicable).flatMap(([ids]) => ids!.split(' '));
    expect([...rows.map(([id]) => id!), ...left].sort()).toEqual([...levelTwo].sort());
  });

  it.each(rows.map(([id, , where]) => [id!, quoted(where!)] as const))('%s: names files that exist', (_id, files) => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(checkout, file)))).toEqual([]);
  });

  const shown = rows.filter(([, , , how]) => !how!.startsWith('open: '));
  it.each(shown.map(([id, , , how]) => [id!, how!] as const))('%s: names tests that exist', (_id, how) => {
    const tests = how.split('<br>').map((one) => /^`([^`]+\.spec\.ts)` “(.+)”$/.exec(one.trim()));
    expect(tests.every((test) => test !== null)).toBe(true);
    for (const [, file, title] of tests as RegExpExecArray[])
      expect([file, title, hasTest(file!, title!)]).toEqual([file, title, true]);
  });

  it('says of what is open what is missing', () => {
    const open = rows.filter(([, , , how]) => how!.startsWith('open: '));
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(([, , , how]) => how!.length < 20)).toEqual([]);
  });
});

/** Whether a test of the file has this title, as it is written there. */
function hasTest(file: string, title: string): boolean {
  const path = join(checkout, file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return ["'", '"', '`'].some((quote) => source.includes(`(${quote}${title}${quote}, `));
}
