import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

describe('an emergency on a Saturday night', () => {
  const registered = async () => {
    const world = World.on('2026-11-21 22:00');
    return { world, story: await world.open('clerk', { urgency: 'emergency' }) };
  };

  it('waits on the county office, not on the township, and for a quarter of an hour', async () => {
    const { story } = await registered();
    expect(story.due('acceptance')).toBe('2026-11-21 22:15');
    expect(story.told('countyOffice')).toContain('action:open');
    expect(story.told('townshipOffice')).toEqual([]);
  });

  it('climbs within the night: who it waits on at the due, the supervisor half an hour later', async () => {
    const { world, story } = await registered();
    await world.until('2026-11-21 22:15');
    expect(story.told('countyOffice')).toContain('acceptance due');
    // the level above the office is the supervisor, who is told at the due already
    expect(story.told('supervisor')).toEqual(['acceptance due']);
    await world.until('2026-11-21 22:45');
    expect(story.told('supervisor')).toEqual(['acceptance due', 'acceptance +30min']);
  });

  it('is received by the system after a quarter of an hour, and handled by the hour', async () => {
    const { world, story } = await registered();
    await story.does('countyOffice', 'accept', {
      category: 'farmland-irrigation',
      urgency: 'emergency',
      tier: 'A',
    });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    expect([story.due('handling'), story.due('contact')]).toEqual(['2026-11-22 22:00', '2026-11-21 22:30']);
    await world.until('2026-11-21 22:15');
    expect(story.state).toBe('handling');
  });

  it('alerts the duty roster also where it becomes one at its acceptance, and once only', async () => {
    const world = World.on('2026-11-23 09:00');
    const raised = await world.open();
    const emergency = { category: 'farmland-irrigation', urgency: 'emergency', tier: 'B' };
    await raised.does('townshipOffice', 'accept', emergency);
    expect(raised.told('chief')).toEqual(['action:accept']);
    const born = await world.open('clerk', { urgency: 'emergency' });
    await born.does('townshipOffice', 'accept', emergency);
    expect(born.told('chief')).toEqual(['action:open']);
  });

  it('can be returned for a quarter of an hour only', async () => {
    const { world, story } = await registered();
    await story.does('countyOffice', 'accept', { category: 'farmland-irrigation', urgency: 'emergency', tier: 'A' });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    await world.until('2026-11-21 22:16');
    const grounds = { reason: '不属于本单位职责', basis: '三定方案', head: 'waterHead' };
    expect(await story.refusal('waterHandler', 'return', grounds)).toBe('return-window-closed');
  });
});
