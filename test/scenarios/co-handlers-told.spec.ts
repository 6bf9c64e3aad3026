import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

describe('[actions] co-handlers', () => {
  it('tells those who handle or head in the unit, not everybody whose posting hangs on it', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched({}, { coHandlers: ['u-township'] });
    expect(story.told('townshipHandler')).toContain('action:dispatch');
    expect(story.told('clerk')).not.toContain('action:dispatch'); // a village clerk answers for no unit
    expect(story.told('secretary')).not.toContain('action:dispatch');
  });

  it('stay named when a supervisor designates the lead: the ruling is about the lead', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched({}, { coHandlers: ['u-township'] });
    await story.does('waterHandler', 'return', { reason: '不属于本单位职责', basis: '三定方案', head: 'waterHead' });
    await story.does('supervisor', 'designate', { lead: 'u-water', ruling: '水利局主办' });
    expect(story.record.facts.coHandlers).toEqual([{ organisationId: 'u-township', settled: null }]);
  });
});
