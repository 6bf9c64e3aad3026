import { describe, expect, it } from '@jest/globals';
import { decideAction } from '#domain';
import { Unfolding } from '#engine';
import { county, smallCounty, village } from '../support/world/small-county.js';
import { at, definition, StoryCase, World } from '../support/world/world.js';

describe('[design §6, time §5] an imported case', () => {
  it('skips as "imported" only what was past at the import; later a past step collapses like any other', async () => {
    const world = World.on('2026-11-16 07:30');
    const unfolding = new Unfolding(
      {
        id: world.numbering.newId(),
        countyCode: county,
        number: '350123202600000001',
        typeCode: 'villager-problem',
        typeVersionId: 'type-1',
        requesterId: null,
        fingerprint: null,
      },
      null,
      definition,
      smallCounty,
    );
    const fields = {
      villageCode: village,
      category: 'roads',
      urgency: 'normal',
      kind: 'help',
      tier: 'B',
      lead: 'u-water',
      contacted: true,
      importedAt: at('2026-11-16 07:30').toString(),
    };
    const actor = { kind: 'import', personId: 'countyOffice', postings: [] } as const;
    const wish = { action: 'take-over', actor, fields, newId: () => '' };
    const decision = decideAction(wish, null, unfolding.context(at('2026-11-02 10:00')));
    if (!decision.ok) throw new Error(decision.refusal.code);
    unfolding.append(decision.event);
    await world.run((tx) => world.store.save(tx, [unfolding.change]));
    const story = new StoryCase(world, unfolding.record.id);
    expect(story.due('handling')).toBe('2026-11-16 17:30');

    // reported on the morning of the due day, rejected two days later: now due 11-18, its −1wd fell on 11-17 08:30
    await world.until('2026-11-16 08:00');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await world.until('2026-11-18 09:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    await world.until('2026-11-18 09:01');
    expect(story.due('handling')).toBe('2026-11-18 17:30');
    expect(story.told('waterHandler')).toContain('handling -1wd'); // the highest past step, fired once
  });
});
