import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const same = { reason: '同一处水渠' };

describe('merging', () => {
  it('[I-16] ends the one case with all its timers, and the other counts that it was told again', async () => {
    const world = World.on('2026-11-23 09:00');
    const survivor = await world.dispatched();
    const source = await world.open();
    await source.does('countyOffice', 'merge', { survivor: survivor.id, ...same });
    expect([source.state, survivor.record.facts.repeatCount]).toEqual(['registered', 0]);
    await source.decides('secondOfOffice');
    expect(source.state).toBe('merged');
    expect(source.record.facts.links).toEqual([{ kind: 'merged-into', caseId: survivor.id }]);
    expect(world.store.pending().filter(({ caseId }) => caseId === source.id)).toEqual([]);
    expect([survivor.record.facts.repeatCount, survivor.record.facts.links]).toEqual([
      1,
      [{ kind: 'repeat', caseId: source.id }],
    ]);
    expect([source.folded(), survivor.folded()]).toEqual([source.record.facts, survivor.record.facts]);
    await world.until('2026-12-23 09:00');
    expect(source.record.facts.supervisionLevel).toBeNull();
  });

  it('needs a second person, and another open case that is there', async () => {
    const world = World.on('2026-11-23 09:00');
    const [survivor, source] = [await world.open(), await world.open()];
    const into = (id: string) => source.refusal('countyOffice', 'merge', { survivor: id, ...same });
    expect(await into(source.id)).toBe('no-such-case');
    expect(await into('00000000-0000-4000-8000-00000000dead')).toBe('no-such-case');
    await source.does('countyOffice', 'merge', { survivor: survivor.id, ...same });
    const application = source.record.facts.applications[0]!.id;
    expect(await source.refusal('countyOffice', 'decide', { application, agree: true })).toBe(
      'second-person-must-differ',
    );
    // meanwhile the other one ended
    await survivor.does('countyOffice', 'void', { reason: '误登' });
    await survivor.decides('secondOfOffice');
    expect(await source.refusal('secondOfOffice', 'decide', { application, agree: true })).toBe('case-is-over');
    await source.does('secondOfOffice', 'decide', { application, agree: false, reason: '那件已作废' });
    expect(source.state).toBe('registered');
  });
});

describe('merging into what is struck off', () => {
  it('is refused: nobody would handle the problem there', async () => {
    const world = World.on('2026-11-23 09:00');
    const survivor = await world.dispatched();
    await survivor.does('waterHandler', 'receive');
    await survivor.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await survivor.does('countyOffice', 'approve-report');
    await survivor.does('secretary', 'callback', {
      reached: true,
      contacted: true,
      solved: true,
      satisfaction: 'very',
    });
    await survivor.does('countyOffice', 'complete');
    await survivor.does('leader', 'confirm');
    await survivor.does('supervisor', 'clear');
    const source = await world.open();
    expect(await source.refusal('countyOffice', 'merge', { survivor: survivor.id, ...same })).toBe('case-is-over');
  });
});

describe('splitting a confidential complaint', () => {
  it('leaves each part confidential, against the same accused, and of the same requester', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open('clerk', { confidential: true, accusedUnit: 'u-water', accusedPerson: 'waterHead' });
    await story.does('countyOffice', 'split', { reason: '两件事', parts: [{ title: '水费不公', text: '多收了三户' }] });
    await story.decides('secondOfOffice');
    const part = world.story(story.record.facts.links[0]?.caseId);
    expect(part.record.facts).toMatchObject({
      confidential: true,
      accusedOrganisationId: 'u-water',
      accusedPersonId: 'waterHead',
    });
    expect(part.folded()).toEqual(part.record.facts);
  });
});

describe('splitting', () => {
  it('makes each part a case of its own with its own words, number and clocks', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('countyOffice', 'split', {
      reason: '两件事',
      parts: [
        { title: '机耕路塌方', text: '雨后塌了三米', category: 'roads' },
        { title: '路灯不亮', text: '村口三盏' },
      ],
    });
    await story.decides('secondOfOffice');
    expect(story.state).toBe('registered');
    const [road, light] = story.record.facts.links.map(({ caseId }) => world.story(caseId));
    expect([road!.record.facts.category, light!.record.facts.category]).toEqual(['roads', 'farmland-irrigation']);
    expect(new Set([road, light, story].map((one) => one!.record.number)).size).toBe(3);
    expect(world.store.texts.get(road!.id)?.map(({ kind, body }) => [kind, body])).toEqual([
      ['title', '机耕路塌方'],
      ['text', '雨后塌了三米'],
    ]);
    expect([road!.state, road!.due('acceptance')]).toEqual(['registered', '2026-11-24 17:30']);
    expect(road!.record.facts.links).toEqual([{ kind: 'part-of', caseId: story.id }]);
    expect(road!.told('townshipOffice')).toContain('action:open');
    expect(road!.folded()).toEqual(road!.record.facts);
  });
});

describe('voiding and redirecting', () => {
  it('voids with a second person from any open state, and nothing runs after it', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('countyOffice', 'void', { reason: '误登' });
    await story.decides('secondOfOffice');
    expect([story.state, story.record.clocks.every(({ status }) => status === 'stopped')]).toEqual(['voided', true]);
    expect(await story.refusal('clerk', 'note', { text: '还有话说' })).toBe('not-from-this-state');
  });

  it('redirects to the lawful channel once the requester has been told', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    const untold = { channel: 'court', reason: '已起诉' };
    expect(await story.refusal('countyOffice', 'redirect', untold)).toBe('bad-fields');
    await story.does('countyOffice', 'redirect', { ...untold, how: 'phone', on: '2026-11-23' });
    expect(story.state).toBe('redirected');
    expect(world.store.pending().filter(({ caseId }) => caseId === story.id)).toEqual([]);
  });
});
