import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fencesOf, linksOf, runInBash } from '../support/readme.js';
import { checkout, type RunningSystem, startSystem } from '../support/running-system.js';

// `npm test` builds beforehand; a run of this file alone may have to
jest.setTimeout(300_000);

const pages = ['README.md', 'README.zh-CN.md'];
const commandsOf = (page: string) =>
  fencesOf(page)
    .filter(({ language }) => language === 'bash' || language === 'sh')
    .map(({ body }) => body);

describe('the README', () => {
  it('has the same commands in both languages', () => {
    expect(commandsOf('README.zh-CN.md')).toEqual(commandsOf('README.md'));
  });

  it.each(pages)('links to what exists: %s', (page) => {
    const links = linksOf(page);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(`${checkout}${path}`))).toEqual([]);
  });

  it('names npm scripts, files and folders that exist', () => {
    const { scripts } = JSON.parse(readFileSync(`${checkout}package.json`, 'utf8')) as { scripts: object };
    const text = readFileSync(`${checkout}README.md`, 'utf8');
    for (const [, script] of text.matchAll(/npm (?:run )?(start|test|bench|docs)\b/g))
      expect(scripts).toHaveProperty(script!);
    const named = [...text.matchAll(/`((?:apps|libs|config|test)\/[\w/.-]*)`/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(`${checkout}${path}`))).toEqual([]);
  });
});

describe('the tour of the README', () => {
  const fences = fencesOf('README.md');
  const steps = fences.filter(({ language }) => language === 'bash').map(({ body }) => body);
  let system: RunningSystem;
  let printed: string[];
  let seconds: number;

  /** What the step printed that holds these words. */
  const by = (words: string): string => {
    const found = steps.findIndex((step) => step.includes(words));
    if (found < 0) throw new Error(`no step of the tour says ${words}`);
    return printed[found]!;
  };

  beforeAll(async () => {
    system = await startSystem();
    const began = performance.now();
    printed = await runInBash(steps, system);
    seconds = (performance.now() - began) / 1000;
  });
  afterAll(async () => {
    // what a reader's Ctrl-C does: everything stops cleanly
    expect(await system.stop()).toBe(0);
  });

  it('takes less than a minute of the machine’s time', () => {
    expect(seconds).toBeLessThan(60);
  });

  it('shows overdue cases, as many days as they are late, the longest first', () => {
    const days = [...by('overdue=true').matchAll(/ {2}(\d+) 个工作日$/gm)].map(([, n]) => Number(n));
    expect(days.length).toBeGreaterThan(9);
    expect(days[0]).toBeGreaterThan(days.at(-1)!);
  });

  it('prints what the page shows', () => {
    const plain = (text: string) => text.replace(/\d+/g, 'N').trim().split('\n');
    const samples = fences.flatMap(({ language, body }, i) =>
      language === 'text' ? [{ step: fences[i - 1]!.body, sample: body }] : [],
    );
    expect(samples.length).toBeGreaterThan(0);
    for (const { step, sample } of samples) expect(plain(by(step))).toEqual(expect.arrayContaining(plain(sample)));
  });

  it('opens a case that waits on somebody, with what the supervisor may do', () => {
    expect(by('it.waitsOn.party')).toMatch(/^\d{16} \S+, waits on [a-z-]+; you may: .*催办/);
  });

  it('explains its deadline day by day', () => {
    const lines = by('/explanation').trim().split('\n');
    expect(lines[0]).toMatch(/^due \d{4}-\d\d-\d\dT17:30:00\+08:00$/);
    expect(lines[1]).toMatch(/ start-day $/);
    expect(lines.at(-1)).toMatch(/ working-day \d+$/);
  });

  it('fires a reminder and an escalation within a working day', () => {
    const fired = by('demo/clock');
    expect(fired).toMatch(/^remind \d{16} /m);
    expect(fired).toMatch(/^escalate \d{16} /m);
  });

  it('tells the handler, with the reason', () => {
    const lines = by('inbox?limit=3').trim().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^ {2}您收到这条消息,因为您是/);
  });

  it('urges, and the handler reads it', () => {
    expect(by('actions/urge').trim().split('\n').at(-1)).toMatch(/^\d{16}:催办$/);
  });

  it('issues a draft order under a number', () => {
    expect(by('actions/issue-order')).toMatch(/^\S+ (blue|orange|red) /m);
  });

  it('registers a problem whose first clock runs', () => {
    expect(by('as village-clerk')).toMatch(/^\d{16} 待受理, acceptance due \d{4}-/);
  });

  it('tries a ledger that is labelled synthetic, and would take every row', () => {
    const answer = by('ledger-imports');
    expect(answer).toContain('合成数据');
    expect(answer).toContain('"rows":150,"accepted":150,"rejected":0');
  });

  it('shows the interface on a page that needs no script but its own files, as its security policy demands', async () => {
    const answer = await fetch(`${system.url}/api/docs`);
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    const scripts = [...(await answer.text()).matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(1);
    for (const [, attributes, body] of scripts) {
      expect(body!.trim()).toBe('');
      const source = /src="([^"]+)"/.exec(attributes!)![1]!;
      expect((await fetch(new URL(source, `${system.url}/api/docs`))).status).toBe(200);
    }
  });

  it('counts a deadline, checks the definitions and judges the ledger on the command line', () => {
    const answer = by('npx guacun');
    expect(answer).toMatch(/^2026-10-13T17:30:00\+08:00$/m);
    expect(answer).toContain('villager-problem');
    expect(answer).toMatch(/"accepted":\s*150/);
  });
});
