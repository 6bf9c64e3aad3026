import { describe, expect, it } from '@jest/globals';
import { headlineOf, lampOf } from '#domain';
import { World } from '../support/world/world.js';

const wish = (reviewOn: string) => ({ ground: 'requester', reviewOn, reason: '等村民提供宅基地证' });
const notYet = { outcome: 'not-yet-possible', text: '管网还没有到村' };

async function inHand(fields: Record<string, unknown> = {}) {
  const world = World.on('2026-11-23 09:00');
  const story = await world.dispatched(fields);
  await story.does('waterHandler', 'receive');
  return { world, story };
}

describe('a suspension', () => {
  it('is decided by the supervisor; the clock stands still and goes on by itself on the review date', async () => {
    const { world, story } = await inHand();
    await world.until('2026-11-25 10:00');
    await story.does('waterHandler', 'request-suspension', wish('2026-12-02'));
    expect(
      await story.refusal('countyOffice', 'decide', {
        application: story.record.facts.applications[0]!.id,
        agree: true,
      }),
    ).toBe('not-your-part');
    await story.decides('supervisor');
    expect([story.state, story.clock('handling')?.status, story.due('review-date')]).toEqual([
      'suspended',
      'paused',
      '2026-12-02 08:30',
    ]);
    const shown = headlineOf(world.definition.type, story.record.clocks, story.state);
    expect([shown.dueClock, shown.running, lampOf(shown, world.now)]).toEqual(['review-date', false, 'grey']);

    await world.until('2026-12-02 08:30');
    expect([story.state, story.clock('review-date')?.status]).toEqual(['handling', 'stopped']);
    // 24, 25 November; then 2 to 11 December
    expect(story.due('handling')).toBe('2026-12-14 17:30');
    expect(story.told('waterHandler')).toContain('action:resume');
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('is not granted once its review date has passed: nothing would end it', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-suspension', wish('2026-11-25'));
    await world.until('2026-11-25 10:00');
    const application = story.record.facts.applications[0]!.id;
    expect(await story.refusal('supervisor', 'decide', { application, agree: true })).toBe('date-out-of-range');
    await story.decides('supervisor', false, '复核日已过');
    expect([story.state, story.record.facts.applications]).toEqual(['handling', []]);
  });

  it('ends earlier where the office or the supervisor resumes the case', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-suspension', wish('2026-12-02'));
    await story.decides('supervisor');
    await world.until('2026-11-24 10:00');
    expect(await story.refusal('waterHandler', 'resume')).toBe('not-your-part');
    await story.does('countyOffice', 'resume');
    expect([story.state, story.clock('review-date')?.status]).toEqual(['handling', 'stopped']);
    const pending = world.store.pending().filter(({ caseId, clock }) => caseId === story.id && clock === 'review-date');
    expect(pending).toEqual([]);
  });

  it.each([
    ['today', '2026-11-23', {}, 'date-out-of-range'],
    ['yesterday', '2026-11-22', {}, 'date-out-of-range'],
    ['in a year', '2027-11-23', {}, 'date-out-of-range'],
    ['a day that does not exist', '2026-12-32', {}, 'date-out-of-range'],
    ['a day, but of an emergency', '2026-11-30', { urgency: 'emergency' }, 'emergency-goes-on'],
  ])('until %s is refused', async (_when, reviewOn, fields, code) => {
    const { story } = await inHand(fields);
    expect(await story.refusal('waterHandler', 'request-suspension', wish(reviewOn))).toBe(code);
  });

  it('is not decided by somebody of the applicant’s unit', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'request-suspension', wish('2026-12-02'));
    expect(
      await story.refusal('waterHead', 'decide', {
        application: story.record.facts.applications[0]!.id,
        agree: true,
      }),
    ).toBe('applicants-unit-decides-not');
  });

  it('lapses with the report, and the contact clock goes on after it as before', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-suspension', wish('2026-12-02'));
    await story.decides('supervisor');
    expect(story.clock('contact')?.status).toBe('paused');
    await world.until('2026-12-02 09:00');
    expect(story.clock('contact')?.status).toBe('running');
    await story.does('waterHandler', 'request-suspension', wish('2026-12-09'));
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '已修好' });
    expect(story.record.facts.applications).toEqual([]);
  });
});

describe('what cannot be done yet', () => {
  it('is deferred by the office with the linked leader’s word, and looked at again on its date', async () => {
    const { world, story } = await inHand();
    await world.until('2026-11-25 10:00');
    await story.does('waterHandler', 'report', notYet);
    expect(await story.refusal('countyOffice', 'approve-report')).toBe('outcome-not-yet-possible');
    await story.does('countyOffice', 'defer', { recheckOn: '2027-01-15', reason: '列入明年管网计划' });
    expect(story.told('leader')).toContain('action:applied');
    await story.decides('leader');
    expect([story.state, story.due('re-check'), story.clock('handling')?.status]).toEqual([
      'deferred',
      '2027-01-15 08:30',
      'paused',
    ]);
    await world.until('2027-01-15 08:30');
    expect(story.state).toBe('handling');
    // again: it stays on somebody's list for as long as it is not solved
    await story.does('waterHandler', 'report', notYet);
    await story.does('countyOffice', 'defer', { recheckOn: '2027-03-15', reason: '施工中' });
    await story.decides('leader');
    expect(story.due('re-check')).toBe('2027-03-15 08:30');
  });

  it('is not deferred beyond the longest time, nor where the outcome is another', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'report', notYet);
    const later = { recheckOn: '2027-02-25', reason: '等资金' };
    expect(await story.refusal('countyOffice', 'defer', later)).toBe('date-out-of-range');
    await story.does('countyOffice', 'reject-report', { reason: '先做能做的' });
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '接上了' });
    expect(await story.refusal('countyOffice', 'defer', later)).toBe('outcome-possible');
  });
});

describe('what was asked for while it was possible', () => {
  it('is not granted any more once the case has become an emergency', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'request-suspension', wish('2026-12-02'));
    await story.does('supervisor', 'set-urgency', { urgency: 'emergency', reason: '管道爆裂' });
    const application = story.record.facts.applications[0]!.id;
    expect(await story.refusal('supervisor', 'decide', { application, agree: true })).toBe('emergency-goes-on');
    await story.does('supervisor', 'decide', { application, agree: false, reason: '已成特急' });
    expect(story.record.facts.applications).toEqual([]);
  });

  it('is not granted after the date for which it was asked', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-suspension', wish('2026-11-25'));
    await world.until('2026-11-26 10:00');
    const application = story.record.facts.applications[0]!.id;
    expect(await story.refusal('supervisor', 'decide', { application, agree: true })).toBe('date-out-of-range');
  });
});
