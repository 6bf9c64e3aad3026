import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const solved = (world: World, by: 'secretary' | 'clerk' = 'secretary') =>
  world.openOf('villager-problem', by, 'complete-on-the-spot', {
    title: '老人手机缴费不会用',
    text: '电费催缴,老人不会手机缴费',
    villageCode: '350123102201',
    category: 'elderly-care',
    done: '当场教会,并代缴一次',
    measures: { households: 1 },
  });

describe('a problem solved during the visit', () => {
  it('is registered and completed in one form, counted apart, and waits on the linked leader', async () => {
    const world = World.on('2026-11-23 10:00');
    const story = await solved(world);
    expect([story.state, story.record.facts.onTheSpot, story.record.facts.outcome]).toEqual([
      'completed',
      true,
      'solved',
    ]);
    expect(story.record.facts.measures).toEqual({ households: 1 });
    expect(story.due('clearance')).toBe('2026-11-30 17:30');
    expect(story.told('leader')).toContain('action:complete-on-the-spot');
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('is not for a resident to say of the own request', async () => {
    const world = World.on('2026-11-23 10:00');
    await expect(
      world.openOf('villager-problem', 'waterHandler', 'complete-on-the-spot', { villageCode: '350123102201' }),
    ).rejects.toThrow();
  });

  it('is called back before it is cleared where it was drawn: the first of a township in a month is', async () => {
    const world = World.on('2026-11-23 10:00');
    const story = await solved(world);
    expect(story.record.facts.sampled).toBe(true);
    await story.does('leader', 'confirm');
    expect(await story.refusal('supervisor', 'clear')).toBe('sample-not-called');
    await story.does('townshipOffice', 'callback', {
      reached: true,
      contacted: true,
      solved: true,
      satisfaction: 'very',
    });
    await story.does('supervisor', 'clear');
    expect(story.state).toBe('cleared');
  });

  it('is drawn one time in ten after the first, whoever it was', async () => {
    const world = World.on('2026-11-23 10:00');
    let drawn = 0;
    for (let i = 0; i < 400; i++) if ((await solved(world)).record.facts.sampled) drawn++;
    expect(drawn).toBeGreaterThan(20);
    expect(drawn).toBeLessThan(70);
    await world.until('2026-12-01 09:00');
    expect((await solved(world)).record.facts.sampled).toBe(true);
  });

  it('is not called back where it was not drawn', async () => {
    const world = World.on('2026-11-23 10:00');
    await solved(world);
    let story = await solved(world);
    while (story.record.facts.sampled) story = await solved(world);
    expect(await story.refusal('townshipOffice', 'callback', { reached: false })).toBe('not-sampled');
    await story.does('leader', 'confirm');
    await story.does('supervisor', 'clear');
  });

  it('goes to a unit when it turns out not to be solved', async () => {
    const world = World.on('2026-11-23 10:00');
    const story = await solved(world);
    const dissatisfied = { reached: true, contacted: true, solved: false, satisfaction: 'no' };
    await story.does('townshipOffice', 'callback', dissatisfied);
    await story.does('leader', 'confirm');
    expect(await story.refusal('supervisor', 'clear')).toBe('requester-dissatisfied');
    expect(await story.refusal('countyOffice', 'reopen', { reason: '没有解决' })).toBe('lead-missing');
    await story.does('countyOffice', 'reopen', { reason: '没有解决', lead: 'u-water' });
    expect([story.state, story.record.facts.round, story.record.facts.leadOrganisationId]).toEqual([
      'handling',
      2,
      'u-water',
    ]);
    expect(story.told('waterHandler')).toContain('action:reopen');
  });

  it('is not called back by who solved it', async () => {
    const world = World.on('2026-11-23 10:00');
    const story = await solved(world);
    const answer = { reached: true, contacted: true, solved: true, satisfaction: 'very' };
    expect(await story.refusal('secretary', 'callback', answer)).toBe('took-part-already');
    await story.does('townshipOffice', 'callback', answer);
  });
});
