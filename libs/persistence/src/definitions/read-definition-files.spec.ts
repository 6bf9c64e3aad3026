import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { tellDefinitionProblems } from './tell-definition-problems.js';
import { readDefinitionFiles } from './read-definition-files.js';

const shipped = fileURLToPath(new URL('../../../../config', import.meta.url));
const asOf = Temporal.PlainDate.from('2026-11-23');

describe('the definitions that ship with the product', () => {
  it('are whole', async () => {
    const read = await readDefinitionFiles(shipped, asOf);
    expect(read.ok || tellDefinitionProblems(read.problems)).toBe(true);
    expect(read.ok && read.files.map(({ kind, code }) => `${kind} ${code}`)).toEqual(
      expect.arrayContaining(['calendar default', 'case-type villager-problem', 'policy villager-problem']),
    );
  });

  it('let the default calendar count by every statutory year there is', async () => {
    const read = await readDefinitionFiles(shipped, asOf);
    const calendar = read.ok && read.files.find(({ kind }) => kind === 'calendar');
    const { statutory } = (calendar as { body: { statutory: { year: number }[] } }).body;
    expect(statutory.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  });
});

describe('a broken file is named, with the place in it', () => {
  let config: string;
  beforeEach(async () => {
    config = await mkdtemp(join(tmpdir(), 'guacun-config-'));
    for (const folder of ['calendars', 'case-types', 'policies'])
      await cp(join(shipped, folder), join(config, folder), { recursive: true });
  });
  afterEach(() => rm(config, { recursive: true }));

  const rewrite = async (file: string, change: (text: string) => string) =>
    writeFile(join(config, file), change(await readFile(join(config, file), 'utf8')));
  const problems = async () => {
    const read = await readDefinitionFiles(config, asOf);
    return read.ok ? '' : tellDefinitionProblems(read.problems);
  };

  it('for a name that does not exist', async () => {
    await rewrite('case-types/villager-problem.yaml', (text) =>
      text.replace('clocks: [acceptance]', 'clocks: [arrival]'),
    );
    expect(await problems()).toBe(
      'case-types/villager-problem.yaml: states.registered.clocks[0] unknown-name "arrival"\n' +
        '    性质 property 6: 没有这个名称。 There is nothing of this name.',
    );
  });

  it('for a span that is none, and a calendar that is not there', async () => {
    await rewrite('policies/villager-problem.yaml', (text) =>
      text.replace('clearance: 5wd', 'clearance: 5 days').replace('calendar: default', 'calendar: county'),
    );
    expect(await problems()).toMatch(/^policies\/villager-problem.yaml: spans.clearance bad-value "5 days"\n.+$/);
    await rewrite('policies/villager-problem.yaml', (text) => text.replace('5 days', '5wd'));
    expect(await problems()).toMatch(/^policies\/villager-problem.yaml: calendar unknown-name "county"\n.+$/);
  });

  it('for a type to open that no file has', async () => {
    await rewrite('case-types/villager-problem.yaml', (text) =>
      text.replace('opens: { type: key-project,', 'opens: { type: big-project,'),
    );
    expect(await problems()).toMatch(
      /^case-types\/villager-problem.yaml: actions.convert.opens.type unknown-name "big-project"\n/,
    );
  });

  it('for text that is no YAML, and a year that is no JSON', async () => {
    await rewrite('calendars/default.yaml', () => 'week: [\n');
    await rewrite('calendars/statutory/cn-2026.json', () => 'soon');
    expect(await problems()).toMatch(
      /^calendars\/statutory\/cn-2026.json: unknown-shape\ncalendars\/default.yaml: line \d+ not-yaml/,
    );
  });

  it('for hours that overlap', async () => {
    await rewrite('calendars/default.yaml', (text) => text.replace("'14:30', '17:30'", "'11:30', '17:30'"));
    expect(await problems()).toMatch(/^calendars\/default.yaml: week.mon hours-overlap/);
  });

  it('for steps of a ladder that may change places, and a condition that is misspelt', async () => {
    await rewrite('policies/villager-problem.yaml', (text) =>
      text
        .replace('{ at: +10wd, draft: red, propose: interview }', '{ at: +1wd, draft: red, propose: interview }')
        .replace('contact: { emergency:', 'contact: { emergancy: 30min, emergency:'),
    );
    expect((await problems()).split('\n')).toEqual([
      'policies/villager-problem.yaml: ladders.handling not-provably-increasing "+5wd, +1wd"',
      '    性质 property 3: 步骤的先后不能保证。 The steps may change places.',
      '    情形 when: normal',
      'policies/villager-problem.yaml: spans.contact.emergancy unknown-condition "emergancy" → "emergency"?',
      '    性质 property 6: 没有案件会符合这个条件。 No case can meet this condition.',
    ]);
  });

  it('for a code that two files claim', async () => {
    await cp(join(config, 'policies/villager-problem.yaml'), join(config, 'policies/zz.yaml'));
    expect(await problems()).toMatch(/^policies\/zz.yaml: repeated "villager-problem"\n.+$/);
  });

  it('for a type that no policy measures', async () => {
    await rm(join(config, 'policies/villager-problem.yaml'));
    expect(await problems()).toMatch(/^case-types\/villager-problem.yaml: code no-policy "villager-problem"\n.+$/);
  });

  it('for a form that is no JSON Schema, or says a word that is none', async () => {
    await rewrite('case-types/villager-problem.yaml', (text) =>
      text
        .replace('title: { type: string, minLength: 2', 'title: { type: strng, minLength: 2')
        .replace('how:\n    type: string', 'how:\n    maxLenght: 9\n    type: string'),
    );
    const told = await problems();
    expect(told).toMatch(
      /^case-types\/villager-problem.yaml: actions.open.form no-json-schema "schema is invalid: .+"$/m,
    );
    expect(told).toMatch(/^case-types\/villager-problem.yaml: actions.told.form no-json-schema ".*maxLenght.*"$/m);
    expect(told).toContain('性质 property 6: 表单不是有效的 JSON Schema 2020-12。');
  });

  it('with the course of a case by which a property fails', async () => {
    await rewrite('case-types/villager-problem.yaml', (text) =>
      text.replace('clocks: [dispatch, contact, handling]', 'clocks: [contact]'),
    );
    expect((await problems()).split('\n')).toEqual([
      'case-types/villager-problem.yaml: states.returned.clocks no-clock-runs',
      '    性质 property 2: 案件到这里时没有时钟在走。 A case comes here and no clock runs.',
      '    经过 course: complete-on-the-spot → reopen → return → note',
    ]);
  });
});
