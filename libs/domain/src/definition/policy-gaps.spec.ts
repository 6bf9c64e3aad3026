import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readCaseType } from '../case/read-case-type.js';
import { readPolicy } from '../ladder/read-policy.js';
import { policyGaps } from './policy-gaps.js';

const config = new URL('../../../../config/', import.meta.url);
const written = (path: string) => parse(readFileSync(new URL(path, config), 'utf8')) as Record<string, never>;
const typeOf = (value: unknown) => {
  const read = readCaseType(value);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.type;
};
const policyOf = (value: unknown) => {
  const read = readPolicy(value);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
};
const type = typeOf(written('case-types/villager-problem.yaml'));
/** The shipped policy with one thing made wrong. */
const gapsWith = (change: (policy: Record<string, Record<string, unknown>>) => void) => {
  const policy = written('policies/villager-problem.yaml');
  change(policy);
  return policyGaps(type, policyOf(policy));
};

describe('a policy held against its case type', () => {
  it('has no gaps as it ships', () => {
    expect(gapsWith(() => {})).toEqual([]);
  });

  it('misses a span for one urgency only', () => {
    const gaps = gapsWith(({ spans }) => (spans!.contact = { emergency: '30min', normal: '1wd', complex: '2wd' }));
    expect(gaps).toEqual([{ path: 'spans.contact', code: 'no-span', when: 'urgent, question' }]);
  });

  it('misses a span for one kind of one urgency only', () => {
    const handling = { emergency: '24h', urgent: '72h', normal: { question: '5wd', help: '10wd' }, complex: '30wd' };
    const gaps = gapsWith(({ spans }) => (spans!.handling = handling));
    expect(gaps).toEqual([{ path: 'spans.handling', code: 'no-span', when: 'normal, complaint' }]);
  });

  it('misses a clock altogether, or measures one that the type does not know', () => {
    const gaps = gapsWith(({ spans }) => {
      delete spans!.review;
      spans!.waiting = '3wd';
    });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([
      ['spans.waiting', 'unknown-clock'],
      ['spans.review', 'no-span'],
    ]);
  });

  it('has a ladder whose steps may change places', () => {
    const steps = [
      { at: 'due', level: 'urge', tell: ['handler'] },
      { at: '+5wd', tell: ['head'] },
      { at: '+200h', tell: ['county-supervisor'] },
    ];
    const gaps = gapsWith(({ ladders }) => {
      ladders!.handling = { ...(ladders!.handling as object), urgent: { steps } };
    });
    expect(gaps).toEqual([
      { path: 'ladders.handling', code: 'not-provably-increasing', when: 'urgent, question', steps: ['+5wd', '+200h'] },
    ]);
  });

  it('misses a span for one tier only', () => {
    const gaps = gapsWith(({ spans }) => (spans!.rest = { 'tier-a': '30nd', 'tier-b': '30nd', 'tier-c': '30nd' }));
    expect(gaps).toEqual([{ path: 'spans.rest', code: 'no-span', when: 'emergency, question' }]);
  });

  it.each([
    ['spans', 'spans.dispatch.emergancy', { spans: { dispatch: { emergancy: '24h', otherwise: '1wd' } } }],
    [
      'an inner choice',
      'spans.dispatch.normal.emergancy',
      { spans: { dispatch: { normal: { emergancy: '24h', otherwise: '1wd' }, otherwise: '1wd' } } },
    ],
    [
      'ladders',
      'ladders.rest.emergancy',
      { ladders: { rest: { emergancy: { steps: [{ at: 'due' }] }, otherwise: { steps: [{ at: 'due' }] } } } },
    ],
    ['windows', 'windows.return.emergancy', { windows: { return: { emergancy: '15min', otherwise: '2wd' } } }],
  ])('asks for a condition that no case can meet, in %s', (_where, path, parts) => {
    const gaps = gapsWith((policy) => {
      for (const [part, entries] of Object.entries(parts)) Object.assign(policy[part]!, entries);
    });
    expect(gaps).toEqual([{ path, code: 'unknown-condition', value: 'emergancy', suggestion: 'emergency' }]);
  });

  it('has a span for a clock that has a date, or asks for a share of it', () => {
    const gaps = gapsWith(({ spans, ladders }) => {
      spans!['co-handling'] = '3wd';
      ladders!['co-handling'] = {
        steps: [
          { at: '50%', tell: ['co-handler'] },
          { at: 'due', tell: ['county-supervisor'] },
        ],
      };
    });
    expect(gaps).toEqual([
      { path: 'spans.co-handling', code: 'span-of-a-date' },
      { path: 'ladders.co-handling', code: 'percent-without-span', when: 'emergency, question', steps: ['50%'] },
    ]);
  });

  it('has a ladder for a clock that is misspelt', () => {
    const gaps = gapsWith(({ ladders }) => (ladders!.handeling = { steps: [{ at: 'due', tell: ['head'] }] }));
    expect(gaps).toEqual([
      { path: 'ladders.handeling', code: 'unknown-clock', value: 'handeling', suggestion: 'handling' },
    ]);
  });
});
