import { describe, expect, it } from '@jest/globals';
import { type StoryCase, World } from '../support/world/world.js';

const grounds = { grounds: '水渠没有修到我家田头' };

async function completed(world: World): Promise<StoryCase> {
  const story = await world.dispatched();
  await story.does('waterHandler', 'receive');
  await story.does('waterHandler', 'report', { outcome: 'explained', text: '超出规划' });
  await story.does('countyOffice', 'approve-report');
  await story.does('secondOfOffice', 'decide', {
    application: story.record.facts.applications[0]!.id,
    agree: true,
  });
  await story.does('secretary', 'callback', { reached: true, contacted: true, solved: true, satisfaction: 'mostly' });
  await story.does('countyOffice', 'complete');
  return story;
}

describe('an objection', () => {
  it('is decided by somebody who took no part, and a right one opens a new round', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await completed(world);
    await story.does('clerk', 'object', grounds);
    const [application] = story.record.facts.applications;
    const clock = story.record.clocks.find(({ subject }) => subject === application!.id);
    expect([clock?.name, story.clock('clearance')?.status]).toEqual(['objection', 'paused']);
    const wish = { application: application!.id, agree: true };
    expect(await story.refusal('countyOffice', 'decide', wish)).toBe('took-part-already');
    expect(await story.refusal('secondOfOffice', 'decide', wish)).toBe('took-part-already');
    await story.does('supervisor', 'decide', wish);
    expect([story.state, story.record.facts.round, story.due('handling')]).toEqual(['handling', 2, '2026-11-30 17:30']);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('stops nothing from being forgotten: no clearance while it waits, and clearance goes on when it is refused', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await completed(world);
    await story.does('leader', 'confirm');
    await story.does('clerk', 'object', grounds);
    expect(await story.refusal('supervisor', 'clear')).toBe('objection-pending');
    await world.until('2026-11-25 09:00');
    await story.decides('supervisor', false, '已按规定办理');
    expect(story.clock('clearance')?.status).toBe('running');
    await story.does('supervisor', 'clear');
    expect(story.state).toBe('cleared');
  });

  it('in the last days of rest holds the archive up until it is decided', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await completed(world);
    await story.does('leader', 'confirm');
    await story.does('supervisor', 'clear');
    await world.until('2026-12-22 10:00');
    await story.does('clerk', 'object', grounds);
    await world.until('2027-01-10 10:00');
    expect(story.state).toBe('cleared');
    await story.decides('chief', false, '经复核,处理正确');
    await world.until('2027-02-10 10:00');
    expect(story.state).toBe('archived');
  });

  it('comes within thirty days, once at a time, and not from bystanders', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await completed(world);
    expect(await story.refusal('roadsHandler', 'object', grounds)).toBe('not-your-part');
    await story.does('waterHandler', 'object', grounds);
    expect(await story.refusal('clerk', 'object', grounds)).toBe('application-pending');
    await story.decides('supervisor', false, '维持');
    await world.until('2026-12-24 10:00');
    expect(await story.refusal('clerk', 'object', grounds)).toBe('objection-too-late');
  });

  it('to a declining brings the request back to be accepted', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', { reason: 'not-public-duty', channel: 'none' });
    await story.decides('countyOffice');
    await story.does('clerk', 'object-to-declining', grounds);
    expect(story.clock('notice')?.status).toBe('paused');
    expect(
      await story.refusal('townshipOffice', 'decide', {
        application: story.record.facts.applications[0]!.id,
        agree: true,
      }),
    ).toBe('took-part-already');
    await story.decides('secondOfOffice');
    expect([story.state, story.clock('acceptance')?.status]).toEqual(['registered', 'running']);
  });

  it('after archiving is a new case, linked with the old one', async () => {
    const world = World.on('2026-11-23 09:00');
    const old = await completed(world);
    await old.does('supervisor', 'clear').catch(() => old.does('leader', 'confirm'));
    await old.does('supervisor', 'clear');
    await world.until('2027-01-10 09:00');
    expect(old.state).toBe('archived');
    expect(await old.refusal('clerk', 'object', grounds)).toBe('not-from-this-state');
    await expect(world.open('clerk', { follows: '00000000-0000-4000-8000-00000000dead' })).rejects.toThrow(
      'unknown-case',
    );
    const story = await world.open('clerk', { follows: old.id });
    expect(story.record.facts.links).toEqual([{ kind: 'follows', caseId: old.id }]);
  });
});

describe('an objection to a declining', () => {
  it('is decided before the case is archived as told', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', { reason: 'repeated', channel: 'none' });
    await story.decides('countyOffice');
    await story.does('clerk', 'object-to-declining', grounds);
    expect(await story.refusal('townshipOffice', 'told', { how: 'phone', on: '2026-11-23' })).toBe('objection-pending');
    await story.decides('supervisor');
    expect(story.state).toBe('registered');
  });
});
