import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const asked = (span: string) => ({ span, reason: '材料要从省里调' });

/** In the hands of the water office from Monday, 2026-11-23 09:00: due on 2026-12-07 17:30. */
async function inHand(fields: Record<string, unknown> = {}) {
  const world = World.on('2026-11-23 09:00');
  const story = await world.dispatched(fields);
  await story.does('waterHandler', 'receive');
  return { world, story };
}

describe('an extension', () => {
  it('is asked for by the lead, decided by the county office, and lengthens the span from its same start', async () => {
    const { world, story } = await inHand();
    await world.until('2026-12-01 10:00');
    await story.does('waterHandler', 'request-extension', asked('5wd'));
    expect([story.state, story.due('handling')]).toEqual(['handling', '2026-12-07 17:30']);
    await story.decides('countyOffice');
    expect([story.state, story.due('handling')]).toEqual(['handling', '2026-12-14 17:30']);
    expect(story.clock('handling')?.originalDue.toString()).toBe('2026-12-07T09:30:00Z');
    expect(story.record.facts.extensions).toEqual(['5wd']);
    expect(story.told('clerk')).toContain('action:request-extension'); // no account: the clerk passes it on
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('fires the steps of the new deadline, and none of the old one again', async () => {
    const { world, story } = await inHand();
    await world.until('2026-12-04 09:00');
    expect(story.told('waterHandler')).toContain('handling -2wd');
    await story.does('waterHandler', 'request-extension', asked('5wd'));
    await story.decides('countyOffice');
    await world.until('2026-12-08 09:00');
    expect(story.record.facts.supervisionLevel).toBeNull();
    await world.until('2026-12-15 09:00');
    expect(story.record.facts.supervisionLevel).toBe('urge');
  });

  it('goes to the supervisor the second time, and there is no third', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-extension', asked('5wd'));
    await story.decides('countyOffice');
    await world.until('2026-12-10 10:00');
    await story.does('waterHandler', 'request-extension', asked('3wd'));
    const [application] = story.record.facts.applications;
    expect(await story.refusal('countyOffice', 'decide', { application: application!.id, agree: true })).toBe(
      'not-your-part',
    );
    await story.decides('supervisor');
    expect(story.due('handling')).toBe('2026-12-17 17:30');
    expect(await story.refusal('waterHandler', 'request-extension', asked('1wd'))).toBe('extended-often-enough');
  });

  it('is asked for before due: at the due instant it is late', async () => {
    const { world, story } = await inHand();
    await world.until('2026-12-07 17:29');
    expect(await story.refusal('waterHandler', 'request-extension', asked('9wd'))).toBe('extension-too-long');
    await world.until('2026-12-07 17:30');
    expect(await story.refusal('waterHandler', 'request-extension', asked('5wd'))).toBe('overdue-already');
  });

  it('may be granted after due when it was asked for in time', async () => {
    const { world, story } = await inHand();
    await world.until('2026-12-07 17:00');
    await story.does('waterHandler', 'request-extension', asked('5wd'));
    await world.until('2026-12-08 10:00');
    expect(story.record.facts.supervisionLevel).toBe('urge');
    await story.decides('countyOffice');
    expect(story.due('handling')).toBe('2026-12-14 17:30');
  });

  it.each([
    ['emergency', '1h', 'not-to-be-extended'],
    ['urgent', '25h', 'extension-too-long'],
    ['urgent', '1wd', 'extension-too-long'],
    ['normal', '24h', 'extension-too-long'],
    ['complex', '11wd', 'extension-too-long'],
  ])('of an %s case by %s is refused: %s', async (urgency, span, code) => {
    const { story } = await inHand({ urgency });
    expect(await story.refusal('waterHandler', 'request-extension', asked(span))).toBe(code);
  });

  it('waits on the decider: silence tells those above, and approves nothing', async () => {
    const { world, story } = await inHand();
    await story.does('waterHandler', 'request-extension', asked('5wd'));
    const [application] = story.record.facts.applications;
    await world.until('2026-11-25 18:00');
    expect(story.told('countyOffice').some((one) => one.startsWith(`application:${application!.id} due`))).toBe(true);
    expect(story.told('supervisor').some((one) => one.startsWith(`application:${application!.id}`))).toBe(true);
    expect(story.record.facts.extensions).toEqual([]);
  });

  it('is refused with a reason, which the applicant is told', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'request-extension', asked('5wd'));
    await story.decides('countyOffice', false, '时间够用');
    expect([story.due('handling'), story.record.facts.applications]).toEqual(['2026-12-07 17:30', []]);
    expect(story.told('waterHandler')).toContain('action:application-refused');
  });

  it('is not granted in a later round', async () => {
    const { story } = await inHand();
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', { reached: true, contacted: true, solved: false, satisfaction: 'no' });
    await story.does('countyOffice', 'reopen', { reason: '没有修好' });
    expect(await story.refusal('waterHandler', 'request-extension', asked('1wd'))).toBe('not-to-be-extended');
  });
});
