import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readPolicy } from '../ladder/index.js';
import { hasDate, isOpen } from './case-type.js';
import { readCaseType } from './read-case-type.js';

const config = new URL('../../../../config/', import.meta.url);
const shipped = readdirSync(new URL('case-types/', config)).map((file) => file.replace('.yaml', ''));
const yaml = (path: string): unknown => parse(readFileSync(new URL(path, config), 'utf8'));

const small = `
code: small
label: { zh: 小事, en: Small matter }
headline: work
states:
  open: { label: { zh: 待办, en: Open }, waits-on: [county-office, county-supervisor], clocks: [work] }
  asked: { label: { zh: 待答复, en: Asked }, waits-on: { tier-a: [linked-leader], otherwise: [township-office] }, pauses: [work] }
  done: { label: { zh: 办结, en: Done }, waits-on: [], end: terminal }
clocks:
  work: { label: { zh: 办理, en: Work }, at-due: finish }
actions:
  open: { label: { zh: 登记, en: Register }, from: [], to: open, by: [village-clerk], effects: [register] }
  ask: { label: { zh: 询问, en: Ask }, from: [open], to: asked, by: [county-office], tells: { otherwise: [township-office] } }
  urge: { label: { zh: 催办, en: Urge }, from: any-open, by: [county-supervisor], bulk: true, guards: [once-each-half-day] }
  finish: { label: { zh: 办结, en: Finish }, from: [open, asked], to: done, by: [system, county-office] }
$defs:
  urgency: { type: string, enum: [urgent, normal] }
  tier: { type: string, enum: [A, B] }
`;

describe('a case type as a file', () => {
  it.each(shipped)('is read whole where it ships: %s', (name) => {
    const read = readCaseType(yaml(`case-types/${name}.yaml`));
    expect(read.ok ? [] : read.problems).toEqual([]);
  });

  it('holds what the file says', () => {
    const read = readCaseType(parse(small));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { type } = read;
    expect(type.actions.get('open')?.to).toBe('open');
    expect([isOpen(type, 'asked'), isOpen(type, 'done')]).toEqual([true, false]);
    expect(type.actions.get('urge')).toMatchObject({ from: 'any-open', to: null, secondPerson: { always: false } });
    expect(type.states.get('asked')?.pauses).toEqual(['work']);
    // what its cases differ by is what its forms offer
    expect([type.urgencies, type.kinds, type.tiers, type.outcomes]).toEqual([['urgent', 'normal'], [], ['A', 'B'], []]);
    // an action without a form takes no field
    expect(type.actions.get('ask')?.form).toEqual({ type: 'object', additionalProperties: false });
  });

  it.each([
    ['a state that is not there, as the goal', 'to: asked', 'to: answered', 'actions.ask.to', 'unknown-name'],
    [
      'a state that is not there, as the origin',
      'from: [open, asked]',
      'from: [open, gone]',
      'actions.finish.from[1]',
      'unknown-name',
    ],
    ['a clock that is not there, running', 'clocks: [work]', 'clocks: [rest]', 'states.open.clocks[0]', 'unknown-name'],
    ['a clock that is not there, paused', 'pauses: [work]', 'pauses: [rest]', 'states.asked.pauses[0]', 'unknown-name'],
    ['a headline that is no clock', 'headline: work', 'headline: rest', 'headline', 'unknown-name'],
    [
      'an action of the system that is not there',
      'at-due: finish',
      'at-due: archive',
      'clocks.work.at-due',
      'unknown-name',
    ],
    ['a party that nobody can be', 'by: [village-clerk]', 'by: [mayor]', 'actions.open.by[0]', 'unknown-name'],
    [
      'such a party in a fallback chain',
      '[linked-leader]',
      '[mayor]',
      'states.asked.waits-on.tier-a[0]',
      'unknown-name',
    ],
    [
      'such a party among those told',
      'tells: { otherwise: [township-office] }',
      'tells: { otherwise: [mayor] }',
      'actions.ask.tells.otherwise[0]',
      'unknown-name',
    ],
    ['a guard that is not there', '[once-each-half-day]', '[twice-a-day]', 'actions.urge.guards[0]', 'unknown-name'],
    [
      'an effect that is not there',
      'effects: [register]',
      'effects: [forget]',
      'actions.open.effects[0]',
      'unknown-name',
    ],
    [
      'a condition that no case can meet',
      'waits-on: { tier-a: [linked-leader]',
      'waits-on: { tier-c: [linked-leader]',
      'states.asked.waits-on.tier-c',
      'unknown-condition',
    ],
    [
      'a stop of no known kind',
      'at-due: finish',
      'at-due: finish, stops-when: told',
      'clocks.work.stops-when',
      'bad-value',
    ],
    ['a subject of no known kind', 'at-due: finish', 'at-due: finish, of: visit', 'clocks.work.of', 'bad-value'],
    ['an end of no known kind', 'end: terminal', 'end: maybe', 'states.done.end', 'bad-value'],
    ['a label in one language only', '{ zh: 询问, en: Ask }', '{ zh: 询问 }', 'actions.ask.label.en', 'missing'],
    ['no label at all', 'work: { label: { zh: 办理, en: Work }, ', 'work: { ', 'clocks.work.label.zh', 'missing'],
    ['no code', 'code: small', '', 'code', 'missing'],
    ['one party where a list belongs', 'by: [village-clerk]', 'by: village-clerk', 'actions.open.by', 'not-a-map'],
    [
      'one state where a list belongs',
      'from: [open], to: asked',
      'from: open, to: asked',
      'actions.ask.from',
      'not-a-list',
    ],
  ])('is refused with the place of %s', (_what, from, to, path, code) => {
    expect(small).toContain(from);
    const read = readCaseType(parse(small.replace(from, to)));
    expect(read.ok ? [] : read.problems).toContainEqual(expect.objectContaining({ path, code }));
  });

  it('is refused with two clocks for one subject, and says what a wrong condition may have meant', () => {
    const two = 'a: { label: { zh: 一, en: One }, of: order }, b: { label: { zh: 二, en: Two }, of: order }';
    const read = readCaseType(
      parse(small.replace('clocks:\n', `clocks:\n  ${two.replace(', b:', '\n  b:')}\n`).replace('tier-a:', 'teir-a:')),
    );
    expect(read.ok ? [] : read.problems).toEqual([
      { path: 'clocks.b.of', code: 'repeated', value: 'order' },
      { path: 'states.asked.waits-on.teir-a', code: 'unknown-condition', value: 'teir-a', suggestion: 'tier-a' },
    ]);
  });

  it('says which actions many cases may take at once: those that it marks, and none that opens a case', () => {
    const read = readCaseType(parse(small));
    const marked = read.ok ? [...read.type.actions.values()].filter(({ bulk }) => bulk).map(({ name }) => name) : [];
    expect(marked).toEqual(['urge']);
    const opening = readCaseType(
      parse(small.replace('to: open, by: [village-clerk]', 'to: open, bulk: true, by: [village-clerk]')),
    );
    expect(opening.ok ? [] : opening.problems).toEqual([
      { path: 'actions.open.bulk', code: 'bad-value', value: 'true' },
    ]);
  });

  it('is refused with a form of a visit that asks for more than five things', () => {
    const visit = (inputs: number) =>
      readCaseType(
        parse(
          small.replace(
            'actions:\n',
            `actions:\n  visit: { label: { zh: 走访, en: Visit }, from: [], to: open, by: [village-clerk], form: { x-visit: true, properties: { ${Array.from({ length: inputs - 2 }, (_, i) => `f${i}: { type: boolean }`).join(', ')}, seen: { $ref: '#/$defs/seen' } } } }\n`,
          ) + '  seen: { type: object, properties: { name: { type: string }, phone: { type: string } } }\n',
        ),
      );
    expect(visit(5).ok).toBe(true);
    const long = visit(6);
    expect(long.ok ? [] : long.problems).toEqual([{ path: 'actions.visit.form', code: 'too-many-inputs', value: '6' }]);
  });

  it('is refused with a piece of a form that contains itself, by a detour too', () => {
    const pieces =
      "  box: { properties: { lid: { $ref: '#/$defs/lid' } } }\n  lid: { items: { $ref: '#/$defs/box' } }\n";
    const read = readCaseType(parse(small + pieces));
    expect(read.ok ? [] : read.problems).toEqual([
      { path: '$defs.box', code: 'contains-itself', value: 'box' },
      { path: '$defs.lid', code: 'contains-itself', value: 'lid' },
    ]);
  });

  it('may keep less long what its cases hold of people, though not below what the law leaves', () => {
    const kept = (retention: object) => readCaseType({ ...(parse(small) as object), retention });
    const read = kept({ requester: { months: 6 } });
    expect(read.ok && [...read.type.retention]).toEqual([['requester', { years: 0, months: 6, days: 0 }]]);
    expect(kept({ requester: { days: 30 } })).toMatchObject({
      problems: [{ path: 'retention.requester', code: 'bad-value' }],
    });
    expect(kept({ session: { days: 30 } })).toMatchObject({
      problems: [{ path: 'retention.session', code: 'unknown-name' }],
    });
  });

  it('tells all that is wrong at once', () => {
    const read = readCaseType(parse(small.replace('headline: work', 'headline: rest').replace('to: done', 'to: gone')));
    expect(read.ok ? [] : read.problems.map(({ path }) => path).sort()).toEqual(['actions.finish.to', 'headline']);
  });

  it.each([null, 'villager-problem', [], 7])('is refused when it is no map: %j', (value) => {
    expect(readCaseType(value).ok).toBe(false);
  });
});

describe('a shipped case type and its policy', () => {
  it.each(shipped)('agree on the clocks: %s', (name) => {
    const type = readCaseType(yaml(`case-types/${name}.yaml`));
    const policy = readPolicy(yaml(`policies/${name}.yaml`));
    if (!type.ok || !policy.ok) throw new Error(`${name} cannot be read`);
    expect(policy.policy.type).toBe(type.type.code);
    const counted = [...type.type.clocks.values()].filter((clock) => !hasDate(clock)).map((clock) => clock.name);
    expect([...policy.policy.clocks].sort()).toEqual(counted.sort());
  });
});
