import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const grounds = { reason: 'statutory-channel', channel: 'petition' };

describe('declining a request', () => {
  it('waits as an application until a second person agrees; then the requester is told, which archives', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', grounds);
    expect([story.state, story.record.facts.applications.length]).toEqual(['registered', 1]);
    expect(story.clock('application')?.status).toBe('running');
    expect(story.told('countyOffice')).toContain('action:applied');

    const application = story.record.facts.applications[0]!.id;
    expect(await story.refusal('townshipOffice', 'decide', { application, agree: true })).toBe(
      'second-person-must-differ',
    );
    await story.does('countyOffice', 'decide', { application, agree: true });
    expect([story.state, story.due('notice'), story.record.facts.declinerId]).toEqual([
      'declined',
      '2026-12-09 00:00',
      'townshipOffice',
    ]);
    expect(story.clock('application')?.status).toBe('stopped');

    await story.does('townshipOffice', 'told', { how: 'phone', on: '2026-11-23' });
    expect(story.state).toBe('archived');
  });

  it('comes to nothing when the second refuses, and the first may try again', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', grounds);
    expect(await story.refusal('countyOffice', 'decline', grounds)).toBe('application-pending');
    await story.does('countyOffice', 'decide', {
      application: story.record.facts.applications[0]!.id,
      agree: false,
      reason: '应当受理',
    });
    expect([story.state, story.record.facts.applications]).toEqual(['registered', []]);
    await story.does('townshipOffice', 'decline', grounds);
  });

  it('lapses when the case is accepted meanwhile', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', grounds);
    await story.does('countyOffice', 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' });
    expect(story.record.facts.applications).toEqual([]);
    expect(story.clock('application')?.status).toBe('stopped');
  });

  it('is told to who proposed it, when it lapses', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', grounds);
    await story.does('countyOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    expect(story.told('townshipOffice')).toContain('action:accept');
  });

  it('is not agreed to or refused in silence: a no needs its reason', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', grounds);
    const application = story.record.facts.applications[0]!.id;
    expect(await story.refusal('countyOffice', 'decide', { application, agree: false })).toBe('bad-fields');
    await story.does('countyOffice', 'decide', { application, agree: false, reason: '应当受理' });
  });

  it('is not a handler’s to decide', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    expect(await story.refusal('waterHandler', 'decline', grounds)).toBe('not-your-part');
  });
});
