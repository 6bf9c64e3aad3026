import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from './run.js';

/** What a command answered, complained of, and left with its process. */
async function guacun(words: string, input = '') {
  const written: string[] = [];
  const complaints: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const code = await run(words.split(' '), {
    input: Readable.from([input]),
    output,
    complain: (text) => complaints.push(text),
  });
  return { code, output: written.join(''), complaints: complaints.join('\n') };
}

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('guacun deadline', () => {
  it('answers line by line, and goes on behind a line that it cannot answer', async () => {
    const asked = [
      '{"from":"2026-11-23 09:00","span":"10wd"}',
      '',
      'no json',
      '{"from":"2026-11-23","span":"0wd","pauses":"x"}',
      '[{"from":"2026-11-20 17:00","span":"1wh"},{"span":"1wd"}]',
    ];
    const { code, output } = await guacun('deadline', asked.join('\r\n'));
    const [first, second, third, list] = lines(output) as unknown[];
    expect(code).toBe(0);
    expect(first).toMatchObject({ due: '2026-12-07T17:30:00+08:00', provisional: false });
    expect(second).toEqual({ problems: [{ field: '', code: 'bad-json' }] });
    expect((third as { problems: { field: string }[] }).problems.map(({ field }) => field)).toEqual(['span', 'pauses']);
    expect(list).toMatchObject([
      { due: '2026-11-23T09:00:00+08:00' },
      { problems: [{ field: 'from', code: 'missing' }] },
    ]);
  });

  it('writes nothing for nothing', async () => {
    expect(await guacun('deadline')).toMatchObject({ code: 0, output: '' });
  });
});

describe('guacun check', () => {
  const shipped = fileURLToPath(new URL('../../../config', import.meta.url));
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-check-'));
    await cp(shipped, folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const policy = () => join(folder, 'policies/villager-problem.yaml');

  it('finds the shipped definitions sound, and says what it proved', async () => {
    const { code, output } = await guacun('check');
    expect(code).toBe(0);
    expect(output).toContain('policies/villager-problem.yaml: 没有问题 sound');
    expect(output).toMatch(
      /^case-types\/villager-problem.yaml \+ policies\/villager-problem.yaml: 已证明 proven \(17 个状态 states, \d+ 种情形 situations, \d+ 种处境 standings\)$/m,
    );
  });

  it('names the file and the place of what is wrong', async () => {
    const sound = await readFile(policy(), 'utf8');
    await writeFile(policy(), sound.replace(/^ {2}review: .*$/m, ''));
    expect(await guacun(`check ${folder}`)).toMatchObject({
      code: 1,
      output:
        'policies/villager-problem.yaml: spans.review no-span\n    性质 property 2: 时钟没有时限。 The clock has no span.\n',
    });
    await writeFile(policy(), sound.replace('at: +48h', 'at: +20h'));
    const { code, output } = await guacun(`check ${folder}`);
    expect(code).toBe(1);
    expect(output).toMatch(
      /^policies\/villager-problem\.yaml: ladders\.handling not-provably-increasing .*\+24h.*\+20h/,
    );
    await writeFile(policy(), sound.replace('handling:', 'handlin:'));
    expect((await guacun(`check ${folder}`)).code).toBe(1);
  });

  it.each([
    [
      'case-types',
      'third-return: [county-supervisor, leader-above]',
      'third-return: [county-supervisor]',
      [
        'case-types/villager-problem.yaml: states.returned.waits-on nobody-above-the-supervisor "county-supervisor"',
        '    性质 property 1: 等的是督查,后面没有上级领导。 It waits on the supervisor, and not on the leader above next.',
        '    情形 when: third-return',
        '    经过 course: complete-on-the-spot → reopen → return',
      ],
    ],
    [
      'case-types',
      'by: [township-office, county-office]\n    guards: [no-objection-pending, told-by-today]',
      'by: [system]\n    guards: [no-objection-pending, told-by-today]',
      [
        'case-types/villager-problem.yaml: actions.told never-taken',
        '    性质 property 6: 这个动作永远做不了。 Nobody can ever take this action.',
      ],
    ],
    [
      'policies',
      'repeat: { every: 24h, tell: [head, linked-leader, county-leader-on-duty] }',
      'repeat: { every: 24h, tell: [] }',
      [
        'policies/villager-problem.yaml: ladders.handling repetition-tells-nobody-else "handling @ dispatched"',
        '    性质 property 3: 重复时没有告诉所等之人以外的人。 What is repeated tells nobody but the one waited on.',
        '    情形 when: emergency',
        '    经过 course: open → accept → dispatch',
      ],
    ],
  ])('tells the case by which %s fail: %s', async (part, from, to, lines) => {
    await cp(shipped, folder, { recursive: true });
    const file = join(folder, part, 'villager-problem.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
    expect(await guacun(`check ${folder}`)).toMatchObject({ code: 1, output: `${lines.join('\n')}\n` });
  });

  it('wants a folder of definitions', async () => {
    expect(await guacun(`check ${join(folder, 'regions')}`)).toMatchObject({ code: 2 });
  });
});

describe('the command line', () => {
  it.each([
    '',
    'wrong',
    'deadline --county 350123',
    'check a b',
    'import',
    'import no-such-file.xlsx',
    'check --unknown',
    'verify-audit extra',
    'verify-audit --since 0',
    'checkpoint extra',
    'case-types',
    'case-types list extra',
    'case-types list --dry-run',
    'case-types migrate',
    'case-types migrate errand --batch 0',
    'case-types activate errand --batch 5',
    'policies migrate errand',
    'policies activate errand abcdef --policy abcdef',
  ])('tells how it is used after: guacun %s', async (words) => {
    const { code, output, complaints } = await guacun(words);
    expect(code).toBe(2);
    expect(output + complaints).toContain('guacun deadline < in.ndjson');
  });

  it('helps when asked', async () => {
    expect(await guacun('--help')).toMatchObject({ code: 0, complaints: '' });
  });
});
