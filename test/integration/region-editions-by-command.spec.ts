import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { configDirectory, SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { personId, startApi, type TestApi } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const moved = '350123103301';

describe('guacun regions', () => {
  let api: TestApi;
  let folder: string;
  let edition: string;
  beforeAll(async () => {
    api = await startApi({ demonstration: false });
    folder = await mkdtemp(join(tmpdir(), 'guacun-regions-'));
    await writeFile(join(folder, 'key'), Buffer.from(api.app.get<Settings>(SETTINGS).key), { mode: 0o600 });
    // the shipped divisions as one edition of a day, one village under another code
    const shipped = await readFile(join(configDirectory, 'regions', `${county}.csv`), 'utf8');
    const rows = shipped
      .split('\n')
      .filter((line) => line !== '' && !line.includes(',2023-06-30,\n') && !/,2023-06-30,$/.test(line));
    edition = rows
      .filter((line) => !/,2022-10-31,2023-06-30,/.test(line))
      .map((line) => (line.startsWith(village) ? line.replace(village, moved) : line))
      .map((line) => (/^\d/.test(line) ? line.replace(/,20\d\d-\d\d-\d\d,,$/, ',2026-01-01,,') : line))
      .join('\n');
    await writeFile(join(folder, 'edition.csv'), edition);
  }, 30_000);
  afterAll(() => Promise.all([api.stop(), rm(folder, { recursive: true })]));

  /** Runs the sources as the command runs the build. */
  function guacun(...words: string[]) {
    const program = ['--import', './test/support/typescript.mjs', 'apps/cli/src/main.ts', 'regions'];
    const { databaseUrl } = api.app.get<Settings>(SETTINGS);
    const env = { PATH: process.env['PATH'], KEY_FILE: join(folder, 'key'), DATABASE_URL: databaseUrl };
    return new Promise<{ code: unknown; lines: Record<string, unknown>[]; complaints: string }>((resolve) => {
      execFile(process.execPath, [...program, ...words], { cwd: root, env }, (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter(Boolean);
        resolve({
          code: error?.code ?? 0,
          lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
          complaints: stderr,
        });
      });
    });
  }

  const file = () => join(folder, 'edition.csv');
  const rowsOf = (code: string) =>
    api.dataSource.query('SELECT valid_to, successor_code FROM region WHERE code = $1', [code]);

  it('looks at an edition, and writes nothing', async () => {
    const { code, lines, complaints } = await guacun(
      file(),
      '--county',
      county,
      '--valid-from',
      '2026-01-01',
      '--dry-run',
      '--language',
      'en',
    );
    expect([code, complaints]).toEqual([0, '']);
    expect(lines.at(-1)).toMatchObject({
      dryRun: true,
      result: 'planned',
      counts: { recoded: 1, new: 1 },
      needsDecision: [],
    });
    expect(lines[0]).toMatchObject({
      code: village,
      kind: 'recoded',
      successor: moved,
      hanging: { links: 2, postings: 2 },
    });
    expect(await rowsOf(moved)).toEqual([]);
  }, 60_000);

  it('enters it as somebody, and moves what hangs on it; sent again, nothing changes', async () => {
    const words = [file(), '--county', county, '--valid-from', '2026-01-01', '--person', `${county}-systemAdmin`];
    const { code, lines } = await guacun(...words);
    expect([code, lines.at(-1)!.result]).toEqual([0, 'entered']);
    expect(await rowsOf(village)).toEqual([{ valid_to: '2026-01-01', successor_code: moved }]);
    const links = await api.dataSource.query(
      `SELECT village_code FROM link WHERE person_id = $1 AND to_at = 'infinity'`,
      [personId('leader')],
    );
    expect(links).toEqual([{ village_code: moved }]);
    const editions = await api.dataSource.query('SELECT state, person_id FROM region_edition');
    expect(editions).toEqual([{ state: 'done', person_id: personId('systemAdmin') }]);
    const again = await guacun(...words);
    expect([again.code, again.lines.at(-1)!.result]).toEqual([0, 'nothing-changed']);
  }, 60_000);

  it('asks for decisions, and takes them from a file', async () => {
    const shorter = edition
      .split('\n')
      .filter((line) => !line.startsWith(moved))
      .join('\n')
      .replaceAll('2026-01-01', '2026-02-01');
    await writeFile(join(folder, 'shorter.csv'), shorter);
    const words = [join(folder, 'shorter.csv'), '--county', county, '--valid-from', '2026-02-01'];
    const asked = await guacun(...words);
    expect([asked.code, asked.lines.at(-1)]).toMatchObject([1, { result: 'decisions-needed', needsDecision: [moved] }]);
    await writeFile(join(folder, 'decisions.json'), JSON.stringify({ [moved]: '350123103202' }));
    const done = await guacun(...words, '--decisions', join(folder, 'decisions.json'));
    expect([done.code, done.lines.at(-1)!.result]).toEqual([0, 'entered']);
    expect(await rowsOf(moved)).toMatchObject([{ successor_code: '350123103202' }]);
  }, 60_000);

  it('tells what is wrong with a file by its line, and how the command is used', async () => {
    await writeFile(join(folder, 'broken.csv'), 'code,name\n1,甲');
    const broken = await guacun(
      join(folder, 'broken.csv'),
      '--county',
      county,
      '--valid-from',
      '2026-03-01',
      '--language',
      'en',
    );
    expect([broken.code, broken.complaints]).toEqual([
      1,
      expect.stringContaining('broken.csv:1 kind this column is missing'),
    ]);
    expect((await guacun(file(), '--county', county)).code).toBe(2);
    expect((await guacun(file(), '--county', county, '--valid-from', '2026-02-30')).code).toBe(2);
    expect((await guacun(file(), '--county', county, '--valid-from', '2026-03-01', '--person', 'nobody')).code).toBe(2);
  }, 60_000);
});
