import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const solved = { outcome: 'solved', text: '渠道和路面都已修好' };

/** A case of the water office that the roads office assists. */
const assisted = async () => {
  const world = World.on('2026-11-23 09:00');
  const story = await world.dispatched({}, { coHandlers: ['u-roads'] });
  await story.does('waterHandler', 'receive');
  return { world, story };
};

describe('a case with a co-handler', () => {
  it('cannot be reported before the co-handler has answered; the answer reaches the lead', async () => {
    const { story } = await assisted();
    expect(await story.refusal('waterHandler', 'report', solved)).toBe('co-handlers-owe-answers');

    await story.does('roadsHandler', 'answer', { result: '路面已补好' });
    expect(story.told('waterHandler')).toContain('action:answer');
    await story.does('waterHandler', 'report', solved);
    expect(story.state).toBe('reviewing');
  });

  it('says how many answers are still owed', async () => {
    const { story } = await assisted();
    const result = await story.tries('waterHandler', 'report', solved);
    expect(result).toMatchObject({ kind: 'refused', refusal: { data: { owing: 1 } } });
  });

  it('goes on without the answer once the lead’s head overrules, with a reason', async () => {
    const { story } = await assisted();
    expect(await story.refusal('waterHandler', 'overrule', { coHandler: 'u-roads', reason: '等不及' })).toBe(
      'not-your-part',
    );
    expect(await story.refusal('waterHead', 'overrule', { coHandler: 'u-roads' })).toBe('bad-fields');
    await story.does('waterHead', 'overrule', { coHandler: 'u-roads', reason: '已超过约定时间' });
    expect(story.record.facts.coHandlers).toEqual([{ organisationId: 'u-roads', settled: 'overruled' }]);
    await story.does('waterHandler', 'report', solved);
  });

  it('takes one answer from each unit, and none after it was overruled', async () => {
    const { story } = await assisted();
    await story.does('roadsHead', 'answer', { result: '路面已补好' });
    expect(await story.refusal('roadsHandler', 'answer', { result: '再答一次' })).toBe('no-answer-owed');
    expect(await story.refusal('countyOffice', 'overrule', { coHandler: 'u-roads', reason: '不再等' })).toBe(
      'no-answer-owed',
    );
  });

  it('is answered by the co-handler alone', async () => {
    const { story } = await assisted();
    expect(await story.refusal('waterHandler', 'answer', { result: '我们自己答' })).toBe('not-your-part');
    expect(await story.refusal('countyOffice', 'answer', { result: '代答' })).toBe('not-your-part');
  });

  it('is never assisted by its own lead, or by a unit that is not there', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' });
    for (const coHandlers of [['u-water'], ['u-nowhere']]) {
      expect(await story.refusal('countyOffice', 'dispatch', { lead: 'u-water', coHandlers })).toBe(
        'unknown-organisation',
      );
    }
  });

  it('owes the answer anew after it was dispatched again', async () => {
    const { story } = await assisted();
    await story.does('roadsHandler', 'answer', { result: '路面已补好' });
    await story.does('waterHandler', 'return', { reason: '不属于本单位职责', basis: '三定方案', head: 'waterHead' });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water', coHandlers: ['u-roads'] });
    await story.does('waterHandler', 'receive');
    expect(await story.refusal('waterHandler', 'report', solved)).toBe('co-handlers-owe-answers');
  });
});
