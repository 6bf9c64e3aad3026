import { describe, expect, it } from '@jest/globals';
import { decideAction } from '#domain';
import { Unfolding } from '#engine';
import { county, smallCounty, village } from '../support/world/small-county.js';
import { at, definition, StoryCase, World } from '../support/world/world.js';

describe('[design §6, time §5] an imported case', () => {
  it('skips as "imported" only what was past at the import; later a past step collapses like any other', async () => {
    const world = World.on('2026-11-04 10:00');
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
      importedAt: at('2026-11-04 10:00').toString(),
    };
    const actor = { kind: 'import', personId: 'countyOffice', postings: [] } as const;
    const wish = { action: 'take-over', actor, fields, applicationId: '' };
    const decision = decideAction(wish, null, unfolding.context(at('2026-11-02 10:00')));
    if (!decision.ok) throw new Error(decision.refusal.code);
    unfolding.append(decision.event);
    await world.run((tx) => world.store.save(tx, [unfolding.change]));
    const story = new StoryCase(world, unfolding.record.id);
    expect(story.due('handling')).toBe('2026-11-16 17:30');

    // reported on the 10th, rejected on the 16th: four days later due 11-20; −2wd 11-18, −1wd 11-19
    await world.until('2026-11-10 09:00');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await world.until('2026-11-13 09:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    const due = story.due('handling');
    const steps = story.steps('handling');
    // report again before the first reminder, rejected on the day before due, after its opening: both reminders are past
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await world.until('2026-11-20 09:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    expect([due, steps['-2wd'] !== undefined]).toEqual(['2026-11-19 17:30', true]);
    const decisions = world.store.timers
      .filter(({ clock, version }) => clock === 'handling' && version === story.clock('handling')!.version)
      .filter(({ decision: said }) => said?.startsWith('skipped'));
    expect(decisions.map(({ step, decision: said }) => `${step} ${said}`)).not.toContainEqual(
      expect.stringContaining('imported'),
    );
  });
});
