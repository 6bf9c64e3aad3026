import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

// The scan is plain JavaScript, as everything that the test command runs beside Jest.
const path = new URL('../secrets/find-secrets.mjs', import.meta.url).href;
const { findSecrets } = (await import(path)) as {
  findSecrets: (root: string) => Promise<{ file: string; line: number; what: string }[]>;
};

// Put together here, so that the scan does not find them in this file.
const letters = 'Zx9Qw8Er7Ty6Ui5Op4As3Df2Gh1Jk0Lz';
const secrets: Record<string, string> = {
  'aws.txt': `aws_${'secret'}_access_key = "${'wJalrXUtnFEMI'}/K7MDENG/bPxRfiCYq7Zt3Lm9Xw"\n`,
  'github.ts': `const token = '${'ghp'}_${letters}1234';\n`,
  'key.pem': generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString(),
  'guacun.md': `first line\ncurl -H 'authorization: Bearer ${'guacun'}_${letters}'\n`,
  '.env': `DATABASE_URL=${'postgres'}://guacun:${letters}@10.0.0.1:5432/guacun\n`,
};
const harmless = {
  'placeholder.yml': 'DATABASE_URL: postgres://guacun:${POSTGRES_PASSWORD}@postgres:5432/guacun\n',
  'example.md': 'postgres://user:password@host:port/database\n',
};

describe('the scan for secrets', () => {
  let folder: string;
  let found: { file: string; line: number; what: string }[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-secrets-'));
    const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words]);
    git('init', '--quiet');
    for (const [file, content] of Object.entries({ ...secrets, ...harmless }))
      await writeFile(join(folder, file), content);
    git('add', '--force', '.');
    await writeFile(join(folder, 'untracked.txt'), secrets['aws.txt']!);
    found = await findSecrets(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.keys(secrets))('catches what is planted in %s', (file) => {
    expect(found.filter((one) => one.file === file).length).toBeGreaterThan(0);
  });

  it('says where, and never the secret itself', () => {
    expect(found.find(({ file }) => file === 'guacun.md')).toEqual({
      ...{ file: 'guacun.md', line: 2, what: 'an API token of Guacun' },
    });
    expect(JSON.stringify(found)).not.toContain(letters);
  });

  it('lets examples be, and looks at what is tracked only', () => {
    const others = found.map(({ file }) => file).filter((file) => !(file in secrets));
    expect(others).toEqual([]);
  });
});
