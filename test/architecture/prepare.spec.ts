import { describe, expect, it } from '@jest/globals';

type Package = { integrity?: string; optional?: boolean };
type IsInstalled = (wanted: Record<string, Package>, present: Record<string, Package>) => boolean;

// Plain JavaScript, because it runs before anything is installed.
const path = new URL('../../apps/local/prepare/dependencies.mjs', import.meta.url).href;
const { isInstalled } = (await import(path)) as { isInstalled: IsInstalled };

const wanted = {
  'node_modules/pg': { integrity: 'sha512-a' },
  'node_modules/mac-only': { integrity: 'sha512-b', optional: true },
};

describe('whether packages must be installed', () => {
  it('not when all are there; those for other systems may be missing', () => {
    expect(isInstalled(wanted, wanted)).toBe(true);
    expect(isInstalled(wanted, { 'node_modules/pg': { integrity: 'sha512-a' } })).toBe(true);
  });

  it.each([
    ['on a fresh checkout', {}],
    ['when a version moved', { 'node_modules/pg': { integrity: 'sha512-old' } }],
    ['when one too many is there', { ...wanted, 'node_modules/left-over': {} }],
  ])('%s', (_when, present) => {
    expect(isInstalled(wanted, present)).toBe(false);
  });
});
