import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { readCaseType } from '../case/read-case-type.js';
import { readPolicy } from '../ladder/read-policy.js';
import { inForceAt, type Schedule, scheduleProblems, versionStateOf } from './schedule.js';

const config = new URL('../../../../config/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, config), 'utf8');
const typeOf = (change: (text: string) => string = (same) => same) => {
  const read = readCaseType(parse(change(text('case-types/villager-problem.yaml'))));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.type;
};
const policyOf = (change: (text: string) => string = (same) => same) => {
  const read = readPolicy(parse(change(text('policies/villager-problem.yaml'))));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
};
const day = (n: number) => Temporal.Instant.from('2026-11-23T09:00:00+08:00').add({ hours: 24 * n });

/** A type with one clock more, and the policy that gives it a span; the old policy does not. */
const [oldType, oldPolicy] = [typeOf(), policyOf()];
const newType = typeOf((one) =>
  one
    .replace('clocks:\n  acceptance:', 'clocks:\n  extra: { label: { zh: 另, en: Extra } }\n  acceptance:')
    .replace('clocks: [acceptance]', 'clocks: [acceptance, extra]'),
);
const newPolicy = policyOf((one) => one.replace('spans:\n', 'spans:\n  extra: 1wd\n'));
const since = { from: day(-100) };

const schedule = (more: Partial<Schedule>): Schedule => ({
  types: [{ ...since, versionId: 'T1', type: oldType }],
  policies: [{ ...since, versionId: 'P1', policy: oldPolicy }],
  calendars: new Map([['default', day(-100)]]),
  open: [],
  ...more,
});
const told = (one: Schedule) =>
  scheduleProblems(one, day(0)).map(({ path, code, typeVersionId, policyVersionId, from }) => [
    ...[path, code, typeVersionId, policyVersionId],
    Math.round((from.epochMilliseconds - day(0).epochMilliseconds) / 86_400_000),
  ]);

describe('what would be in force together', () => {
  const withLaterType = (policies: Schedule['policies'], open: Schedule['open'] = []) =>
    schedule({ types: [...schedule({}).types, { versionId: 'T2', from: day(3), type: newType }], policies, open });
  const [first] = schedule({}).policies;

  it('holds as it is', () => {
    expect(told(schedule({}))).toEqual([]);
  });

  it('fails at the later instant at which a type comes that its policy does not carry', () => {
    expect(told(withLaterType([first!]))).toEqual([['spans.extra', 'no-span', 'T2', 'P1', 3]]);
  });

  it('holds where the policy comes with it, or before it', () => {
    expect(told(withLaterType([first!, { versionId: 'P2', from: day(3), policy: newPolicy }]))).toEqual([]);
    expect(told(withLaterType([first!, { versionId: 'P2', from: day(1), policy: newPolicy }]))).toEqual([]);
  });

  it('fails where the policy comes a day after it, on that day only', () => {
    const late = [first!, { versionId: 'P2', from: day(4), policy: newPolicy }];
    expect(told(withLaterType(late))).toEqual([['spans.extra', 'no-span', 'T2', 'P1', 3]]);
  });

  it('fails where a later policy drops what cases are on', () => {
    const open = [{ versionId: 'T0', type: newType }];
    expect(told(schedule({ open }))).toEqual([['spans.extra', 'no-span', 'T0', 'P1', 0]]);
    const narrower = [{ ...since, versionId: 'P2', policy: newPolicy }, { versionId: 'P1', from: day(2), policy: oldPolicy }]; // prettier-ignore
    expect(told(schedule({ policies: narrower, open }))).toEqual([['spans.extra', 'no-span', 'T0', 'P1', 2]]);
  });

  it('fails where a type that is opened on until then would be dropped with its last day', () => {
    const both = schedule({
      types: [
        { ...since, versionId: 'T2', type: newType },
        { versionId: 'T1', from: day(2), type: oldType },
      ],
      policies: [
        { ...since, versionId: 'P2', policy: newPolicy },
        { versionId: 'P1', from: day(2), policy: oldPolicy },
      ],
    });
    expect(told(both)).toEqual([['spans.extra', 'no-span', 'T2', 'P1', 2]]);
  });

  it('needs a policy, and the calendar that it counts by', () => {
    expect(told(schedule({ policies: [] }))).toEqual([['policy', 'missing', 'T1', null, 0]]);
    expect(told(schedule({ types: [], policies: [] }))).toEqual([]);
    expect(told(schedule({ calendars: new Map() }))).toEqual([['calendar', 'unknown-name', null, 'P1', 0]]);
    expect(told(schedule({ calendars: new Map([['default', day(1)]]) }))).toHaveLength(1);
  });
});

describe('a version', () => {
  const entered = [
    { versionId: 'A', from: day(-2) },
    { versionId: 'B', from: day(-1) },
    { versionId: 'A', from: day(-1) },
    { versionId: 'C', from: day(1) },
  ];

  it('is in force from its instant on; of two that begin together the one entered last', () => {
    expect(inForceAt(entered, day(-3))).toBeUndefined();
    expect(inForceAt(entered, day(-2))?.versionId).toBe('A');
    expect(inForceAt(entered, day(0))).toBe(entered[2]);
    expect(inForceAt(entered, day(1))?.versionId).toBe('C');
  });

  it('says how it stands', () => {
    expect(['A', 'B', 'C', 'D'].map((one) => versionStateOf(one, entered, day(0)))).toEqual(['active', 'superseded', 'waiting', 'draft']); // prettier-ignore
  });
});
