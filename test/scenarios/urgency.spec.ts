import { describe, expect, it } from '@jest/globals';
import { local, World } from '../support/world/world.js';

const to = (urgency: string) => ({ urgency, reason: '下雨,秧田要淹' });

async function inHand() {
  const world = World.on('2026-11-02 10:00');
  const story = await world.dispatched();
  await story.does('waterHandler', 'receive');
  return { world, story };
}

describe('another urgency', () => {
  it('measures every clock anew from its own start, and keeps the original deadline', async () => {
    const { world, story } = await inHand();
    await world.until('2026-11-03 09:00');
    await story.does('countyOffice', 'set-urgency', to('complex'));
    expect([story.due('handling'), local(story.clock('handling')?.originalDue)]).toEqual([
      '2026-12-14 17:30',
      '2026-11-16 17:30',
    ]);
    expect(story.due('contact')).toBe('2026-11-04 17:30');
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('that is higher makes nothing due earlier than the new class has for a receipt', async () => {
    const { world, story } = await inHand();
    await world.until('2026-11-12 10:00');
    // 72 hours from 2 November are long over
    await story.does('leader', 'set-urgency', to('urgent'));
    expect(story.due('handling')).toBe('2026-11-12 12:00');
    await world.until('2026-11-12 12:00');
    expect(story.record.facts.supervisionLevel).toBe('urge');
  });

  it('[I-10] counts what it stood still: the deadline is that of a replay from scratch', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-suspension', {
      ground: 'season',
      reviewOn: '2026-11-05',
      reason: '等雨停',
    });
    await story.decides('supervisor');
    await world.until('2026-11-05 09:00');
    await story.does('countyOffice', 'set-urgency', to('complex'));
    const fresh = World.on('2026-11-02 10:00');
    const other = await fresh.dispatched({ urgency: 'complex' });
    await other.does('waterHandler', 'receive');
    await other.does('waterHandler', 'request-suspension', {
      ground: 'season',
      reviewOn: '2026-11-05',
      reason: '等雨停',
    });
    await other.decides('supervisor');
    await fresh.until('2026-11-05 09:00');
    expect(story.due('handling')).toBe(other.due('handling'));
  });

  it('set while the clock stands still holds when it goes on, with the ladder of the new class', async () => {
    const { world, story } = await inHand();
    await world.until('2026-11-03 10:00');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await story.does('countyOffice', 'set-urgency', to('urgent'));
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    expect(story.due('handling')).toBe('2026-11-05 10:00');
    expect(Object.keys(story.steps('handling'))).toContain('50%');
  });

  it('is lowered by the office alone', async () => {
    const { story } = await inHand();
    expect(await story.refusal('leader', 'set-urgency', to('complex'))).toBe('raises-only');
    expect(await story.refusal('supervisor', 'set-urgency', to('normal'))).toBe('urgency-as-before');
    expect(await story.refusal('waterHead', 'set-urgency', to('urgent'))).toBe('not-your-part');
    await story.does('countyOffice', 'set-urgency', to('complex'));
    await story.does('supervisor', 'set-urgency', to('normal'));
    expect(story.due('handling')).toBe('2026-11-16 17:30');
  });

  it('alerts the duty roster when it becomes an emergency', async () => {
    const { world, story } = await inHand();
    await world.until('2026-11-02 11:00');
    await story.does('supervisor', 'set-urgency', to('emergency'));
    expect(story.told('chief')).toContain('action:set-urgency');
    expect(story.due('handling')).toBe('2026-11-03 10:00');
  });

  it('does not make an emergency of what rests: that is resumed first', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'request-suspension', {
      ground: 'season',
      reviewOn: '2026-11-05',
      reason: '等雨停',
    });
    await story.decides('supervisor');
    expect(await story.refusal('supervisor', 'set-urgency', to('emergency'))).toBe('resume-first');
    await story.does('supervisor', 'set-urgency', to('urgent'));
    await story.does('countyOffice', 'resume');
    await story.does('supervisor', 'set-urgency', to('emergency'));
  });

  it('keeps an extension in the same unit, and drops one in another', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'request-extension', { span: '5wd', reason: '等材料' });
    await story.decides('countyOffice');
    await story.does('countyOffice', 'set-urgency', to('complex'));
    expect(story.clock('handling')?.span).toEqual({ unit: 'wd', amount: 35 });
    await story.does('countyOffice', 'set-urgency', to('urgent'));
    expect(story.clock('handling')?.span).toEqual({ unit: 'h', amount: 72 });
  });
});
