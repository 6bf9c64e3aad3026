import { describe, expect, it } from '@jest/globals';

// The checks are plain JavaScript, as everything that the test command runs beside Jest.
const script = async (name: string) =>
  (await import(new URL(`../dependencies/${name}.mjs`, import.meta.url).href)) as Record<string, never>;

type Packages = Record<string, Record<string, unknown>>;
const { lockFileProblems } = (await script('lock-file')) as unknown as {
  lockFileProblems: (lock: object, manifest: object) => string[];
};
const { licencesOf } = (await script('licences')) as unknown as {
  licencesOf: (lock: object) => { counts: Map<string, number>; refused: string[] };
};
const { readAudit } = (await script('read-audit')) as unknown as {
  readAudit: (stdout: string, stderr: string) => { outcome: string; told: string[] };
};

const integrity = 'sha512-abc';
const lockOf = (packages: Packages) => ({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { one: '1.0.0' } },
    'node_modules/one': { version: '1.0.0', integrity, license: 'MIT' },
    ...packages,
  },
});

describe('the lock file', () => {
  const manifest = { dependencies: { one: '1.0.0' } };

  it('says what is installed, to the byte', () => {
    const binary = { version: '1.0.0', optional: true, os: ['darwin'], license: 'MIT' };
    expect(lockFileProblems(lockOf({ 'node_modules/for-another-machine': binary }), manifest)).toEqual([]);
  });

  it.each([
    ['without a hash', { version: '2.0.0' }, 'node_modules/two: no hash of what is installed'],
    ['with a weak hash', { version: '2.0.0', integrity: 'sha1-abc' }, 'node_modules/two: a weak hash'],
    [
      'from somewhere else',
      { version: '2.0.0', integrity, resolved: 'https://elsewhere.example/two.tgz' },
      'node_modules/two: from an address of its own',
    ],
  ])('is refused with a package %s', (_what, entry, problem) => {
    expect(lockFileProblems(lockOf({ 'node_modules/two': entry }), manifest)).toEqual([problem]);
  });

  it('is refused where it and package.json do not agree, or a version is left open', () => {
    expect(lockFileProblems(lockOf({}), { dependencies: { one: '^1.0.0' } })).toEqual([
      'one: package.json asks for ^1.0.0, the lock file for 1.0.0',
      'one: ^1.0.0 is no exact version',
      'one: the lock file installs 1.0.0',
    ]);
  });
});

describe('licences', () => {
  const refused = (license: string | undefined, dev = false) =>
    licencesOf(lockOf({ 'node_modules/two': { version: '2.0.0', integrity, license, dev } })).refused;

  it.each(['ISC', '(MIT OR GPL-3.0)', '(MIT OR CC0-1.0)', 'Apache-2.0 AND MIT'])('allow %s', (license) => {
    expect(refused(license)).toEqual([]);
  });

  it.each(['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-3.0', 'SEE LICENSE IN LICENSE', undefined])(
    'refuse %s',
    (license) => {
      expect(refused(license)).toEqual([`node_modules/two: ${license ?? 'none'}`]);
    },
  );

  it('are counted, those of tools apart', () => {
    expect([...licencesOf(lockOf({ 'node_modules/two': { license: 'CC-BY-4.0', dev: true } })).counts]).toEqual([
      ['MIT', 1],
      ['CC-BY-4.0 (development)', 1],
    ]);
    expect(refused('CC-BY-4.0')).toHaveLength(1);
  });
});

describe('the audit of dependencies', () => {
  const hole = (severity: string) => ({ name: 'one', severity, range: '<1.0.1' });

  it('fails on a grave hole, and names it', () => {
    const { outcome, told } = readAudit(
      JSON.stringify({ vulnerabilities: { one: hole('critical'), two: hole('low') } }),
      '',
    );
    expect([outcome, ...told]).toEqual([
      'holes',
      'critical: one <1.0.1',
      '1 grave holes known in what ships, 1 lesser ones.',
    ]);
  });

  it('passes without one', () => {
    expect(readAudit(JSON.stringify({ vulnerabilities: {} }), '').outcome).toBe('clean');
  });

  it.each([
    ['has no such service', JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }), ''],
    ['is not reached', '', 'npm warn audit request to https://registry.example failed, reason: ENOTFOUND'],
    ['answers something else', '<html>', ''],
  ])('says loudly that nothing was audited where the registry %s', (_what, stdout, stderr) => {
    const { outcome, told } = readAudit(stdout, stderr);
    expect(outcome).toBe('not-asked');
    expect(told[0]).toMatch(/^NOT AUDITED: .+\(.+\)\.$/);
  });
});
