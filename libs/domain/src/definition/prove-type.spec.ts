import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { breakages } from '../../../../test/support/definitions/breakages/index.js';
import { policyIn, sound, typeIn, violationsAfter } from '../../../../test/support/definitions/broken.js';
import { proofOf, proveType } from './prove-type.js';
import { propertyOf, type ViolationCode } from './violation.js';

describe('a sound case type with its policy', () => {
  const config = new URL('../../../../config/', import.meta.url);
  const text = (path: string) => readFileSync(new URL(path, config), 'utf8');
  const policies = readdirSync(new URL('policies/', config)).map((file) => text(`policies/${file}`));

  it.each(readdirSync(new URL('case-types/', config)))('is proven as it ships: %s', (file) => {
    const type = typeIn(text(`case-types/${file}`));
    const policy = policies.find((one) => (parse(one) as { type: string }).type === type.code);
    expect(proveType(type, policyIn(policy ?? ''))).toEqual([]);
  });

  it('is proven by every state, situation and standing', () => {
    const { type, policy } = sound('permit');
    // one standing a state, but two in working: before and after the contact, and so in checking and what follows
    expect(proofOf(type, policy)).toEqual({ violations: [], states: 5, situations: 6, standings: 7 });
  });

  it('is proven within a second', () => {
    const { type, policy } = sound('villager-problem');
    const before = performance.now();
    proveType(type, policy);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe.each(breakages)('property %d can fail', (property, ways) => {
  it.each(ways.map((one) => [one.what, one] as const))('by %s', (_what, breakage) => {
    const expected = breakage.finds.map((one) => expect.objectContaining({ property, ...one }));
    expect(violationsAfter(breakage)).toEqual(expected);
  });

  it('in three ways at least', () => {
    expect(new Set(ways.map(({ from, to }) => from + to)).size).toBeGreaterThanOrEqual(3);
  });
});

/** What a file cannot say so that it is read, or what no type of sane size comes to, is shown elsewhere. */
const shownElsewhere: readonly ViolationCode[] = ['date-not-asked', 'too-many-courses', 'repetition-is-no-step'];

it('every code of a violation is shown by a broken type', () => {
  const shown = breakages.flatMap(([, ways]) => ways.flatMap(({ finds }) => finds.map(({ code }) => code)));
  const codes = Object.keys(propertyOf) as ViolationCode[];
  expect(codes.filter((code) => !shown.includes(code))).toEqual(shownElsewhere);
});
