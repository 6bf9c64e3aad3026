import { describe, expect, it } from '@jest/globals';
import { headlineOf } from '#domain';
import { projectSituations, projectStage } from '../support/tables/key-project.js';
import { bring } from '../support/tables/situations.js';
import { problemSituations, problemStage } from '../support/tables/villager-problem.js';
import { World } from '../support/world/world.js';

describe.each([
  ['villager-problem', problemSituations, problemStage],
  ['key-project', projectSituations, projectStage],
] as const)('[I-14] the clocks of a %s', (_code, situations, staged) => {
  const names = Object.keys(situations).filter((one) => one !== 'none');

  it.each(names)('run in exactly the states that the type names: %s', async (situation) => {
    const { story, type } = await bring(await staged(), situation, situations);
    const { facts, clocks } = story!.record;
    const state = type.states.get(facts.state)!;
    const held = facts.applications.map(({ action }) => action);
    const isHeld = (name: string) => held.includes(type.clocks.get(name)!.pausedBy ?? '');
    const done = clocks.filter(({ name, status }) => type.clocks.get(name)!.once && status === 'stopped');
    const should = state.clocks.filter((name) => type.clocks.get(name)!.of === null && !isHeld(name));
    const running = clocks.filter(({ status, subject }) => status === 'running' && subject === '');
    expect(running.map(({ name }) => name).sort()).toEqual(
      should.filter((name) => !done.some((one) => one.name === name)).sort(),
    );
    const standing = clocks.filter(({ status, subject }) => status === 'paused' && subject === '');
    expect(standing.filter(({ name }) => !state.pauses.includes(name) && !isHeld(name))).toEqual([]);
  });
});

describe('[I-15] the clocks of one case', () => {
  it('go each their own way: what stops or lengthens one moves no other', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    const dues = () => ['receipt', 'contact', 'handling'].map((name) => [story.clock(name)?.status, story.due(name)]);
    expect(dues()).toEqual([
      ['running', '2026-11-24 17:30'],
      ['running', '2026-11-24 17:30'],
      ['running', '2026-12-07 17:30'],
    ]);
    await story.does('waterHandler', 'note', { text: '已联系', contacted: true });
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'request-extension', { span: '5wd', reason: '等材料' });
    await story.decides('countyOffice');
    expect(dues()).toEqual([
      ['stopped', '2026-11-24 17:30'],
      ['stopped', '2026-11-24 17:30'],
      ['running', '2026-12-14 17:30'],
    ]);
  });
});

describe('what waits for somebody’s word', () => {
  it('[I-17] climbs on where acceptance makes the case an emergency meanwhile', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('countyOffice', 'void', { reason: '重复登记' });
    const application = () => story.record.clocks.find(({ name }) => name === 'application')!;
    expect(application().due.toString()).toBe('2026-11-24T09:30:00Z');
    await story.does('townshipOffice', 'accept', { category: 'roads', urgency: 'emergency', tier: 'B' });
    expect(application().due.toString()).toBe('2026-11-23T03:00:00Z');
    await world.until('2026-11-25 10:00');
    const of = (step: string) => story.told('supervisor').filter((one) => one.startsWith('application') && one.endsWith(step)); // prettier-ignore
    // told at its due, half an hour later, and a day later again
    expect([of('due'), of('+30min'), of('#1')].map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('goes away with the case: who asked is told, and nothing waits any more', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('countyOffice', 'void', { reason: '重复登记' });
    await story.does('secondOfOffice', 'redirect', {
      channel: 'court',
      reason: '已起诉',
      how: 'phone',
      on: '2026-11-23',
    });
    expect([story.state, story.record.facts.applications]).toEqual(['redirected', []]);
    expect(story.told('countyOffice')).toContain('action:redirect');
    expect(world.store.pending().filter(({ caseId }) => caseId === story.id)).toEqual([]);
  });
});

describe('a department that has to co-sign', () => {
  it('has the rest of its two days after a suspension, and then its silence counts', async () => {
    const stage = await bring(await projectStage(), 'under-way: signature asked', projectSituations);
    await stage.does('leadHandler', 'request-suspension');
    await stage.does('chief', 'decide');
    const clock = () => stage.story!.record.clocks.findLast(({ name }) => name === 'co-signing')!;
    expect([stage.story!.state, clock().status]).toEqual(['suspended', 'paused']);
    await stage.until('2026-12-14 09:00');
    expect([stage.story!.state, clock().status]).toEqual(['under-way', 'running']);
    await stage.until('2026-12-17 09:00');
    expect(stage.story!.record.facts.parts.at(-1)!.state).toBe('silent');
  });
});

describe('a problem in a key project', () => {
  it('is grey and not overdue, however late its news is', async () => {
    const { story, type } = await bring(await problemStage(), 'in-project: overdue', problemSituations);
    const shown = headlineOf(type, story!.record.clocks, story!.state);
    expect([shown.dueClock, shown.running, type.states.get(story!.state)!.lamp]).toEqual(['news', false, 'grey']);
    expect(story!.told('projectLeader' as never).some((one) => one.startsWith('news due'))).toBe(true);
  });
});
