import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const returned = (head: string) => ({ reason: '不属于本单位职责', basis: '三定方案', head });

describe('returning a case', () => {
  it('needs the head of the unit and comes inside the window', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    expect(await story.refusal('waterHandler', 'return', returned('roadsHead'))).toBe('head-of-unit-missing');
    await world.until('2026-11-25 17:31');
    expect(await story.refusal('waterHandler', 'return', returned('waterHead'))).toBe('return-window-closed');
  });

  it('lets handling run on; another lead starts it anew and the original deadline is kept', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'return', returned('waterHead'));
    expect([story.state, story.clock('handling')?.status, story.due('handling')]).toEqual([
      'returned',
      'running',
      '2026-12-07 17:30',
    ]);

    await world.until('2026-11-24 09:00');
    await story.does('countyOffice', 'dispatch', { lead: 'u-roads' });
    expect(story.due('handling')).toBe('2026-12-08 17:30');
    expect(story.clock('handling')?.originalDue.toString()).toBe('2026-12-07T09:30:00Z');
  });

  it('gives the same lead no new time', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'return', returned('waterHead'));
    await world.until('2026-11-24 09:00');
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    expect(story.due('handling')).toBe('2026-12-07 17:30');
  });

  it('goes to arbitration the third time: a supervisor designates, and that stays', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'return', returned('waterHead'));
    await story.does('countyOffice', 'dispatch', { lead: 'u-roads' });
    await story.does('roadsHandler', 'return', returned('roadsHead'));
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    await story.does('waterHandler', 'return', returned('waterHead'));

    expect(await story.refusal('countyOffice', 'dispatch', { lead: 'u-roads' })).toBe('arbitration-decides');
    await story.does('supervisor', 'designate', { lead: 'u-water', ruling: '水利局主办' });
    expect(await story.refusal('waterHandler', 'return', returned('waterHead'))).toBe('designated-case-stays');
  });
});

describe('transferring a case', () => {
  it('keeps the deadline and asks the new lead for receipt', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await world.until('2026-11-25 09:00');
    await story.does('countyOffice', 'transfer', { lead: 'u-roads', reason: '涉及道路' });
    expect([story.state, story.due('handling'), story.due('receipt')]).toEqual([
      'dispatched',
      '2026-12-07 17:30',
      '2026-11-26 17:30',
    ]);
  });

  it('is the head’s only within the unit', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    expect(await story.refusal('waterHead', 'transfer', { lead: 'u-roads', reason: '换人' })).toBe(
      'transfer-outside-the-unit',
    );
    await story.does('waterHead', 'transfer', { lead: 'u-water', handler: 'waterHandler', reason: '换人' });
  });
});
