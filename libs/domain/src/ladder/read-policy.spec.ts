import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { formatSpan } from '../span/index.js';
import { type Policy } from './policy.js';
import { readPolicy } from './read-policy.js';

const config = new URL('../../../../config/policies/', import.meta.url);
const shipped = readdirSync(config);
const yaml = (file: string): unknown => parse(readFileSync(new URL(file, config), 'utf8'));
const must = (value: unknown): Policy => {
  const read = readPolicy(value);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
};

const urgencies = ['emergency', 'urgent', 'normal', 'complex'] as const;

describe('the shipped policy of villager problems', () => {
  const policy = must(yaml('villager-problem.yaml'));
  const span = (clock: string, ...given: string[]) => {
    const found = policy.spanOf(clock, new Set(given));
    return found && formatSpan(found);
  };

  it.each([
    ['acceptance', '15min', '2h', '1wd', '1wd'],
    ['dispatch', '15min', '2h', '1wd', '1wd'],
    ['receipt', '15min', '2h', '1wd', '1wd'],
    ['contact', '30min', '4h', '1wd', '2wd'],
    ['handling', '24h', '72h', '10wd', '30wd'],
    ['review', '2h', '4h', '2wd', '2wd'],
    ['verification', '24h', '2wd', '5wd', '5wd'],
    ['clearance', '5wd', '5wd', '5wd', '5wd'],
    ['rest', '30nd', '30nd', '30nd', '30nd'],
    ['notice', '15nd', '15nd', '15nd', '15nd'],
  ])('gives %s the spans of time.md §4', (clock, ...spans) => {
    expect(urgencies.map((urgency) => span(clock, urgency, 'help'))).toEqual(spans);
  });

  it('answers a plain question in half the time of other normal problems', () => {
    expect(span('handling', 'normal', 'question')).toBe('5wd');
    expect(span('handling', 'normal', 'complaint')).toBe('10wd');
    expect(span('handling', 'complex', 'question')).toBe('30wd');
  });

  it.each([
    ['emergency', '50% 80% due +2h +6h', '24h'],
    ['urgent', '50% 80% due +12h +24h +48h +5wd', '24h'],
    ['normal', '-2wd -1wd due +2wd +5wd +10wd +20wd', '5wd'],
    ['complex', '-2wd -1wd due +2wd +5wd +10wd +20wd', '5wd'],
  ])('climbs the handling ladder of time.md §5: %s', (urgency, steps, every) => {
    const ladder = policy.ladderOf('handling', new Set([urgency]))!;
    expect(ladder.steps.map(({ name }) => name).join(' ')).toBe(steps);
    expect(ladder.repeat && formatSpan(ladder.repeat.every)).toBe(every);
  });

  it('drafts blue, then orange, then red', () => {
    const ladder = policy.ladderOf('handling', new Set(['normal']))!;
    expect(ladder.steps.flatMap(({ name, draft }) => (draft ? [[name, draft]] : []))).toEqual([
      ['+2wd', 'blue'],
      ['+5wd', 'orange'],
      ['+10wd', 'red'],
    ]);
  });

  it('has one ladder for every clock that has none of its own', () => {
    const given = new Set(['normal']);
    expect(policy.ladderOf('verification', given)).toBe(policy.ladderOf('clearance', given));
    expect(policy.ladderOf('verification', given)).not.toBe(policy.ladderOf('receipt', given));
  });

  it('spares who acknowledges for twenty working days, also where the file is older than acknowledging', () => {
    const written = yaml('villager-problem.yaml') as { windows: Record<string, unknown> };
    const { acknowledgement: _, ...older } = written.windows;
    for (const windows of [written.windows, older]) {
      expect(formatSpan(must({ ...written, windows }).window('acknowledgement', new Set())!)).toBe('20wd');
    }
  });

  it('closes the window of returning by urgency', () => {
    expect(urgencies.map((urgency) => formatSpan(policy.window('return', new Set([urgency]))!))).toEqual([
      '15min',
      '2h',
      '2wd',
      '2wd',
    ]);
  });
});

const small = `
type: small
calendar: default
spans: { work: { urgent: 24h, otherwise: 5wd } }
ladders:
  work:
    urgent: { steps: [{ at: due, level: urge, tell: [handler] }] }
    otherwise:
      steps:
        - { at: -1wd, tell: [handler] }
        - { at: +2wd, draft: blue, propose: interview, inform: [head] }
      repeat: { every: 5wd, tell: [county-supervisor] }
windows: { return: 2wd, confirmation: 2wd }
caps: { callback-tries: 3 }
`;

describe('a policy as a file', () => {
  it.each(shipped)('is read whole where it ships: %s', (file) => {
    const read = readPolicy(yaml(file));
    expect(read.ok ? [] : read.problems).toEqual([]);
  });

  it('holds what the file says', () => {
    const ladder = must(parse(small)).ladderOf('work', new Set(['normal']))!;
    expect(ladder.steps[1]).toMatchObject({
      at: { kind: 'after', span: { unit: 'wd', amount: 2 } },
      draft: 'blue',
      propose: 'interview',
      inform: ['head'],
    });
  });

  it('tries three callbacks where it does not say how many', () => {
    expect(must(parse(small.replace('caps: { callback-tries: 3 }', ''))).callbackTries).toBe(3);
  });

  it.each([
    ['a span of no known unit', 'otherwise: 5wd', 'otherwise: 5 days', 'spans.work.otherwise', 'bad-value'],
    ['a span of nothing', 'urgent: 24h', 'urgent: 0h', 'spans.work.urgent', 'bad-value'],
    [
      'a promise that is due before it is made',
      'otherwise: 5wd',
      'otherwise: -5wd',
      'spans.work.otherwise',
      'bad-value',
    ],
    ['a window that closes before it opens', 'return: 2wd', 'return: -2wd', 'windows.return', 'bad-value'],
    ['half a working day', 'return: 2wd', 'return: 1.5wd', 'windows.return', 'bad-value'],
    ['a number without its unit', 'every: 5wd', 'every: 5', 'ladders.work.otherwise.repeat.every', 'bad-value'],
    ['a step that is nowhere', 'at: -1wd', 'at: soon', 'ladders.work.otherwise.steps[0].at', 'bad-value'],
    ['a repetition written as a step', 'at: +2wd', 'at: +2wd#1', 'ladders.work.otherwise.steps[1].at', 'bad-value'],
    ['a step without its instant', 'at: due, ', '', 'ladders.work.urgent.steps[0].at', 'missing'],
    [
      'a party that nobody can be',
      'tell: [county-supervisor]',
      'tell: [mayor]',
      'ladders.work.otherwise.repeat.tell[0]',
      'unknown-name',
    ],
    [
      'an order of no known colour',
      'draft: blue',
      'draft: green',
      'ladders.work.otherwise.steps[1].draft',
      'bad-value',
    ],
    [
      'a proposal of no known kind',
      'propose: interview',
      'propose: dismissal',
      'ladders.work.otherwise.steps[1].propose',
      'bad-value',
    ],
    ['a level that no step has', 'level: urge', 'level: shout', 'ladders.work.urgent.steps[0].level', 'bad-value'],
    ['a window that no rule asks for', 'confirmation: 2wd', 'confirmed: 2wd', 'windows.confirmed', 'unknown-name'],
    ['a cap that is no number', 'callback-tries: 3', 'callback-tries: three', 'caps.callback-tries', 'not-a-number'],
    ['no calendar', 'calendar: default', '', 'calendar', 'missing'],
  ])('is refused with the place of %s', (_what, from, to, path, code) => {
    expect(small).toContain(from);
    const read = readPolicy(parse(small.replace(from, to)));
    expect(read.ok ? [] : read.problems).toContainEqual(expect.objectContaining({ path, code }));
  });
});
