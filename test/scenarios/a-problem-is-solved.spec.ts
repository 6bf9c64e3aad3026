import { describe, expect, it } from '@jest/globals';
import { Directory, type Link } from '#domain';
import { county, people, units, village } from '../support/world/small-county.js';
import { at, definition, World } from '../support/world/world.js';

const solved = { outcome: 'solved', text: '已修好水渠,恢复供水' };
const satisfied = { reached: true, contacted: true, solved: true, satisfaction: 'yes' };

describe('a villager problem from registration to the archive', () => {
  it('is registered, accepted, dispatched, handled, reported, called back, completed, confirmed, cleared, and archived by time alone', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    expect([story.state, story.due('acceptance')]).toEqual(['registered', '2026-11-24 17:30']);

    await story.does('townshipOffice', 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier: 'A' });
    expect(story.record.facts.leaderId).toBe('leader');

    await story.does('countyOffice', 'dispatch', { lead: 'u-water', handler: 'waterHandler' });
    expect(story.due('handling')).toBe('2026-12-07 17:30');
    expect(story.due('contact')).toBe('2026-11-24 17:30');

    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'note', { text: '已到村查看', contacted: true });
    expect(story.clock('contact')?.status).toBe('stopped');

    await world.until('2026-11-26 15:00');
    await story.does('waterHandler', 'report', { ...solved, head: 'waterHead' });
    expect([story.state, story.clock('handling')?.status]).toEqual(['reviewing', 'paused']);

    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', satisfied);
    await story.does('countyOffice', 'complete');
    await story.does('leader', 'confirm');
    await story.does('supervisor', 'clear');
    expect(story.state).toBe('cleared');
    expect(story.due('rest')).toBe('2026-12-29 00:00');

    await world.until('2026-12-29 09:00');
    expect(story.state).toBe('archived');
    expect(world.store.pending()).toEqual([]);
  });

  it('is the fold of its own log at every station', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await world.until('2026-12-15 09:00');
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('keeps free text and the requester out of the log', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open('clerk', { requester: { name: '演示甲', phone: '13800000001' } });
    expect(JSON.stringify(world.store.events.get(story.id))).not.toMatch(/水渠|演示甲|13800000001/);
  });
});

describe('after a dissatisfied callback', () => {
  const dissatisfied = async () => {
    const story = await World.on('2026-11-23 09:00').dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', { ...satisfied, solved: false, satisfaction: 'no' });
    return story;
  };

  it('cannot be completed, and a new round gets half the first span', async () => {
    const story = await dissatisfied();
    expect(await story.refusal('countyOffice', 'complete')).toBe('requester-dissatisfied');

    await story.does('countyOffice', 'reopen', { reason: '群众反映没有修好' });
    expect([story.state, story.record.facts.round]).toEqual(['handling', 2]);
    // 10 wd → 5 wd from the decision
    expect(story.due('handling')).toBe('2026-11-30 17:30');
  });

  it('a no is not called away by another call', async () => {
    const story = await dissatisfied();
    expect(await story.refusal('secretary', 'callback', satisfied)).toBe('requester-dissatisfied');
  });

  it('an unreasonable demand is refused by two persons, with the reason on record', async () => {
    const story = await dissatisfied();
    await story.does('countyOffice', 'refuse-demand', { reason: '要求超出政策标准,已当面说明' });
    expect(story.state).toBe('verifying');
    const application = story.record.facts.applications[0]!.id;
    expect(await story.refusal('countyOffice', 'decide', { application, agree: true })).toBe(
      'second-person-must-differ',
    );
    await story.does('secondOfOffice', 'decide', { application, agree: true });
    expect(story.state).toBe('completed');
    expect(story.told('leader')).toContain('action:refuse-demand');
  });

  it('is settled by three tries that reach nobody', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    for (let tries = 1; tries <= 3; tries++) {
      expect(await story.refusal('countyOffice', 'complete')).toBe('callback-missing');
      await story.does('secretary', 'callback', { reached: false });
    }
    expect(await story.refusal('secretary', 'callback', { reached: false })).toBe('no-tries-left');
    await story.does('countyOffice', 'complete');
    expect(story.state).toBe('completed');
  });
});

describe('striking the number off', () => {
  it('waits also for a leader who was linked after the acceptance', async () => {
    const organisations = Object.values(units).map((id) => ({ id, name: id, kind: 'department', regionCode: county }));
    const linkedLater: Link = {
      ...{ personId: 'leader', villageCode: village, role: 'leader', principal: true },
      ...{ from: at('2026-11-23 12:00').epochMilliseconds, to: Infinity },
    };
    const directory = new Directory(organisations, Object.values(people), [linkedLater], []);
    const world = World.on('2026-11-23 09:00', definition, directory);
    const story = await world.dispatched();
    expect(story.record.facts.leaderId).toBeNull();
    await world.until('2026-11-23 15:00');
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('countyOffice', 'callback', satisfied);
    await story.does('countyOffice', 'complete');
    expect(await story.refusal('supervisor', 'clear')).toBe('confirmation-awaited');
    await story.does('leader', 'confirm');
    await story.does('supervisor', 'clear');
  });

  const completed = async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', satisfied);
    await story.does('countyOffice', 'complete');
    return { world, story };
  };

  it('waits for the linked leader, and after two working days of silence no longer', async () => {
    const { world, story } = await completed();
    expect(await story.refusal('supervisor', 'clear')).toBe('confirmation-awaited');
    await world.until('2026-11-25 17:30');
    expect(await story.refusal('supervisor', 'clear')).toBe('confirmation-awaited');
    await world.until('2026-11-25 17:31');
    await story.does('supervisor', 'clear');
    expect(world.store.events.get(story.id)?.at(-1)?.data).toMatchObject({ confirmation: 'unanswered' });
  });

  it('is the supervisor’s alone', async () => {
    const { story } = await completed();
    await story.does('leader', 'confirm');
    expect(await story.refusal('countyOffice', 'clear')).toBe('not-your-part');
    expect(await story.refusal('waterHead', 'clear')).toBe('not-your-part');
  });
});
