import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const root = process.cwd();

describe('the description of the interface', () => {
  it('is what the build says of itself (npm run openapi)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
    try {
      await run('npx', ['nest', 'build', 'local'], { cwd: root });
      await run(process.execPath, ['dist/apps/api/src/openapi/write.js', join(folder, 'openapi.json')], { cwd: root });
      expect(await readFile(join(folder, 'openapi.json'), 'utf8')).toBe(
        await readFile(join(root, 'apps/api/openapi.json'), 'utf8'),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 180_000);

  it('names the routes that outside tools rely on', async () => {
    const { paths } = JSON.parse(await readFile(join(root, 'apps/api/openapi.json'), 'utf8')) as { paths: object };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/cases', '/api/v1/deadlines', '/api/health/ready']),
    );
  });
});
