import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readCaseType, readPolicy } from '#domain';
import { parse } from 'yaml';
import { lifecyclePage } from './lifecycle-page.js';
import { lifecyclePages } from './pages.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const yaml = (path: string): unknown => parse(readFileSync(`${root}config/${path}`, 'utf8'));

describe('the pages of docs/lifecycle', () => {
  it('say what the files say; if not, run npm run docs', async () => {
    const pages = await lifecyclePages(`${root}config`);
    for (const { path, text } of pages) expect(readFileSync(`${root}${path}`, 'utf8')).toBe(text);
    expect(readdirSync(`${root}docs/lifecycle`).sort()).toEqual(pages.map(({ path }) => path.split(/[/\\]/).at(-1)));
  });
});

describe('the page of a case type', () => {
  const read = readCaseType(yaml('case-types/villager-problem.yaml'));
  const policy = readPolicy(yaml('policies/villager-problem.yaml'));
  if (!read.ok || !policy.ok) throw new Error('the shipped files cannot be read');
  const { type } = read;
  const page = lifecyclePage(type, policy.policy);

  it('draws every state, with a way in and a way out', () => {
    for (const { name, label } of type.states.values())
      expect(page).toContain(`  ${name.replaceAll('-', '_')} : ${label.zh}`);
    expect(page).toContain('[*] --> registered : 登记');
    expect(page).toContain('archived --> [*]');
  });

  it('draws one arrow for two actions between the same states, and none for an action that stays', () => {
    expect(page).toContain('returned --> dispatched : 派单 / 指定承办');
    expect(page.match(/ --> .*催办/)).toBeNull();
  });

  it('lists every action with who may take it', () => {
    for (const { name, label } of type.actions.values()) expect(page).toContain(`| ${label.zh} \`${name}\` |`);
  });

  it('tells spans by urgency, and by kind where that matters', () => {
    expect(page).toMatch(
      /\| 办理 `handling` \|.*\| 24 小时 \| 72 小时 \| 咨询 5 个工作日;求助、投诉 10 个工作日 \| 30 个工作日 \|/,
    );
  });

  it('tells the ladder with what each step does', () => {
    expect(page).toContain('| 超期 2 个工作日 | — | 蓝色督办单草稿,交 `county-supervisor` 决定 |');
    expect(page).toContain('| 到期 | — | 系统自动签收 |');
    expect(page).toContain('此后每 5 个工作日');
  });
});
