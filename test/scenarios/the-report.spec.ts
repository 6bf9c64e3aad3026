import { describe, expect, it } from '@jest/globals';
import { type StoryCase, World } from '../support/world/world.js';

const report = (outcome: string, more: Record<string, unknown> = {}) => ({ outcome, text: '已到村答复群众', ...more });

/** A received case of the water office. */
const received = async (tier: 'A' | 'B' = 'B', dispatch: Record<string, unknown> = { lead: 'u-water' }) => {
  const story = await World.on('2026-11-23 09:00').open();
  await story.does('townshipOffice', 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier });
  await story.does('countyOffice', 'dispatch', dispatch);
  return story;
};

const application = (story: StoryCase) => story.record.facts.applications[0]!.id;

describe('reporting', () => {
  it('needs the name of the unit’s head on tier A', async () => {
    const story = await received('A');
    await story.does('waterHandler', 'receive');
    expect(await story.refusal('waterHandler', 'report', report('solved'))).toBe('head-of-unit-missing');
    expect(await story.refusal('waterHandler', 'report', report('solved', { head: 'roadsHead' }))).toBe(
      'head-of-unit-missing',
    );
    expect(await story.refusal('waterHandler', 'report', report('solved', { head: 'waterHandler' }))).toBe(
      'head-of-unit-missing',
    );
    await story.does('waterHandler', 'report', report('solved', { head: 'waterHead' }));
  });

  it('is the lead unit’s alone, and comes after the receipt', async () => {
    const story = await received();
    expect(await story.refusal('waterHandler', 'report', report('solved'))).toBe('not-from-this-state');
    await story.does('waterHandler', 'receive');
    expect(await story.refusal('roadsHandler', 'report', report('solved'))).toBe('not-your-part');
  });

  it('stops the contact clock, whether or not a contact was noted', async () => {
    const story = await received();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', report('solved'));
    expect(story.clock('contact')?.status).toBe('stopped');
    await story.does('countyOffice', 'reject-report', { reason: '没有说明结果' });
    // it was met once; handling again does not ask for it again
    expect(story.clock('contact')?.status).toBe('stopped');
  });
});

describe('the contact with the requester', () => {
  it('is owed by the unit from the dispatch on: what the village noted before does not count', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.open();
    await story.does('clerk', 'note', { text: '已上门看过', contacted: true });
    await story.does('townshipOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    expect([story.clock('contact')?.status, story.due('contact')]).toEqual(['running', '2026-11-03 17:30']);
    await story.does('waterHandler', 'note', { text: '已电话联系', contacted: true });
    expect(story.clock('contact')?.status).toBe('stopped');
  });
});

describe('reviewing a report', () => {
  const reported = async (outcome: string) => {
    const story = await received();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', report(outcome));
    return story;
  };

  it.each(['solved', 'partly'])('of a problem %s takes one person', async (outcome) => {
    const story = await reported(outcome);
    await story.does('countyOffice', 'approve-report');
    expect(story.state).toBe('verifying');
  });

  it.each(['explained', 'not-supported'])('that says %s takes a second person of the office', async (outcome) => {
    const story = await reported(outcome);
    await story.does('countyOffice', 'approve-report');
    expect([story.state, story.record.facts.applications.length]).toEqual(['reviewing', 1]);
    const decision = { application: application(story), agree: true };
    expect(await story.refusal('countyOffice', 'decide', decision)).toBe('second-person-must-differ');
    expect(await story.refusal('waterHead', 'decide', decision)).toBe('not-your-part');

    await story.does('secondOfOffice', 'decide', decision);
    expect([story.state, story.record.facts.applications]).toEqual(['verifying', []]);
    expect(story.world.store.events.get(story.id)?.at(-1)).toMatchObject({
      kind: 'approve-report',
      actor: { personId: 'countyOffice' },
      data: { decidedBy: 'secondOfOffice' },
    });
  });

  it('stays where it is when the second person does not agree', async () => {
    const story = await reported('explained');
    await story.does('countyOffice', 'approve-report');
    await story.does('supervisor', 'decide', { application: application(story), agree: false, reason: '应当解决' });
    expect([story.state, story.record.facts.applications]).toEqual(['reviewing', []]);
    await story.does('countyOffice', 'reject-report', { reason: '应当解决' });
    expect(story.state).toBe('handling');
  });

  it('cannot pass as solved what is not yet possible', async () => {
    const story = await reported('not-yet-possible');
    expect(await story.refusal('countyOffice', 'approve-report')).toBe('outcome-not-yet-possible');
  });

  it('asks the second person inside a working day, then tells the supervisor', async () => {
    const story = await reported('explained');
    await story.does('countyOffice', 'approve-report');
    const clock = `application:${application(story)}`;
    expect(story.due('application')).toBe('2026-11-24 17:30');
    await story.world.until('2026-11-25 18:00');
    expect(story.told('supervisor')).toContain(`${clock} +1wd`);
    expect(story.state).toBe('reviewing');
  });
});

describe('calling the requester back', () => {
  it('is done by somebody outside the lead unit', async () => {
    const story = await received('B', { lead: 'u-township', handler: 'townshipHandler' });
    await story.does('townshipHandler', 'receive');
    await story.does('townshipHandler', 'report', report('solved'));
    await story.does('countyOffice', 'approve-report');
    const reached = { reached: true, contacted: true, solved: true, satisfaction: 'very' };
    expect(await story.refusal('townshipOffice', 'callback', reached)).toBe('inside-the-lead-unit');
    await story.does('countyOffice', 'callback', reached);
  });

  it('says what the requester said once the requester was reached', async () => {
    const story = await received();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', report('solved'));
    await story.does('countyOffice', 'approve-report');
    expect(await story.refusal('secretary', 'callback', { reached: true })).toBe('bad-fields');
  });
});
