import { describe, expect, it } from '@jest/globals';
import { at, local, World } from '../support/world/world.js';

describe('the ladder of a normal case that nobody handles', () => {
  it('reminds at the opening, urges at the due, drafts at the closing, and goes on every five working days', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    expect(story.steps('handling')).toEqual({
      '-2wd': '2026-11-12 08:30',
      '-1wd': '2026-11-13 08:30',
      due: '2026-11-16 17:30',
      '+2wd': '2026-11-18 17:30',
      '+5wd': '2026-11-23 17:30',
      '+10wd': '2026-11-30 17:30',
      '+20wd': '2026-12-14 17:30',
    });

    await world.until('2026-11-16 17:30');
    expect(story.told('waterHandler')).toEqual(
      expect.arrayContaining(['handling -2wd', 'handling -1wd', 'handling due']),
    );
    expect(story.told('leader')).toContain('handling due');
    expect(story.record.facts.supervisionLevel).toBe('urge');

    await world.until('2026-11-18 18:00');
    expect(story.record.facts.order).toMatchObject({ colour: 'blue', issued: false });
    expect(story.told('supervisor')).toContain('handling +2wd');

    await world.until('2027-01-06 18:00');
    expect(Object.keys(story.steps('handling')).filter((step) => step.includes('#'))).toEqual([
      '+20wd#1',
      '+20wd#2',
      '+20wd#3',
      '+20wd#4',
    ]);
  });

  it('receives for the unit at the receipt’s due, and tells handler and head', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await world.until('2026-11-24 17:30');
    expect(story.state).toBe('handling');
    expect(story.told('waterHead')).toContain('action:receive');
  });

  it('[I-18] tells each person once, however often the sweep runs after the breach', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await world.until('2026-11-17 09:00');
    const before = world.store.notices.length;
    for (let sweeps = 0; sweeps < 1_000; sweeps++) await world.fireDueTimers.untilNoneAreDue();
    expect(world.store.notices.length).toBe(before);
    expect(story.told('waterHandler').filter((step) => step === 'handling due')).toHaveLength(1);
  });

  it('[I-19] keeps the steps of one clock off another', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await world.until('2026-11-25 18:00');
    expect(story.told('supervisor')).toContain('contact +1wd');
    expect(story.record.facts.order).toBeNull();
    expect(story.clock('handling')?.status).toBe('running');
  });

  it('stops with the report: nothing of the paused clock fires', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await world.until('2026-11-20 09:00');
    expect(story.told('waterHandler').filter((step) => step.startsWith('handling'))).toEqual([]);
  });

  it('[I-11] moves the deadline by the working days that a rejected report waited, and by nothing overnight', async () => {
    const world = World.on('2026-11-02 10:00');
    const overnight = await world.dispatched();
    await overnight.does('waterHandler', 'receive');
    await world.until('2026-11-03 17:30');
    await overnight.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await world.until('2026-11-04 08:30');
    await overnight.does('countyOffice', 'reject-report', { reason: '缺少结果' });
    expect([overnight.due('handling'), overnight.clock('handling')?.version]).toEqual(['2026-11-16 17:30', 1]);

    await overnight.does('waterHandler', 'report', { outcome: 'solved', text: '补充结果' });
    await world.until('2026-11-06 09:00');
    await overnight.does('countyOffice', 'reject-report', { reason: '还不清楚' });
    expect(overnight.due('handling')).toBe('2026-11-18 17:30');
    expect(overnight.clock('handling')?.version).toBe(2);
  });
});

describe('the ladder of an emergency', () => {
  it('alerts the duty roster at once and runs day and night', async () => {
    const world = World.on('2026-11-21 22:10');
    const story = await world.open('clerk', { urgency: 'emergency' });
    expect(story.told('chief')).toContain('action:open');
    expect(story.due('acceptance')).toBe('2026-11-21 22:25');

    await story.does('countyOffice', 'accept', { category: 'farmland-irrigation', urgency: 'emergency', tier: 'A' });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    expect(story.steps('handling')).toEqual({
      '50%': '2026-11-22 10:10',
      '80%': '2026-11-22 17:22',
      due: '2026-11-22 22:10',
      '+2h': '2026-11-23 00:10',
      '+6h': '2026-11-23 04:10',
    });
    await world.until('2026-11-23 05:00');
    expect(story.record.facts.order).toMatchObject({ colour: 'red', issued: false });
    expect(story.told('chief')).toContain('handling +6h');
  });
});

describe('a draft supervision order', () => {
  const drafted = async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await world.until('2026-11-18 18:00');
    return { world, story };
  };

  it('is issued by a named supervisor; a later step drafts the raising of its colour', async () => {
    const { world, story } = await drafted();
    expect(await story.refusal('countyOffice', 'issue-order', { requirement: '限期办结' })).toBe('not-your-part');
    await story.does('supervisor', 'issue-order', { requirement: '限期办结' });
    expect(story.record.facts.order).toMatchObject({ colour: 'blue', issued: true });
    expect(story.told('waterHead')).toContain('action:issue-order');
    await world.until('2026-11-23 18:00');
    expect(story.record.facts.order).toMatchObject({ colour: 'blue', issued: true, raiseTo: 'orange' });
    await story.does('supervisor', 'issue-order', { requirement: '升为橙色' });
    expect(story.record.facts.order).toMatchObject({ colour: 'orange', issued: true, raiseTo: null });
  });

  it('is dropped with a reason, and none is left to drop', async () => {
    const { story } = await drafted();
    await story.does('supervisor', 'drop-order', { reason: '正在办理' });
    expect(story.record.facts.order).toBeNull();
    expect(await story.refusal('supervisor', 'drop-order', { reason: '再撤' })).toBe('no-draft-order');
  });

  it('tells the leader above when nobody decides it within a working day', async () => {
    const { world, story } = await drafted();
    await world.until('2026-11-19 17:30');
    expect(story.told('chief').some((line) => line.startsWith('order-decision:') && line.endsWith(' due'))).toBe(true);
  });

  it('gives nobody a new working day by being replaced while undecided', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched({ urgency: 'urgent' });
    await story.does('waterHandler', 'receive');
    await world.until('2026-11-05 22:30');
    const decision = () => story.record.clocks.find(({ name }) => name === 'order-decision');
    expect([story.record.facts.order?.colour, local(decision()?.due)]).toEqual(['blue', '2026-11-06 17:30']);
    await world.until('2026-11-06 11:00');
    expect([story.record.facts.order?.colour, local(decision()?.due)]).toEqual(['orange', '2026-11-06 17:30']);
  });

  it('is told to the supervisor also where an order of its colour was issued already', async () => {
    const { world, story } = await drafted();
    await story.does('supervisor', 'issue-order', { requirement: '限期办结' });
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '修好了' });
    await story.does('countyOffice', 'approve-report');
    await story.does('countyOffice', 'reopen', { reason: '群众反映没有解决' });
    await world.until('2026-11-30 09:00');
    expect(story.record.facts.order).toMatchObject({ colour: 'blue', raiseTo: null });
    expect(story.told('supervisor').filter((line) => line === 'handling +2wd')).toHaveLength(2);
  });
});

describe('[design §7] after an outage', () => {
  it('the highest step that is past fires once, and those before it are collapsed', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await world.standAt(at('2026-12-01 09:00'));
    await world.fireDueTimers.untilNoneAreDue();
    const decided = world.store.timers.filter(({ clock, decision }) => clock === 'handling' && decision);
    expect(Object.fromEntries(decided.map(({ step, decision }) => [step, decision]))).toEqual({
      '-2wd': 'skipped: collapsed',
      '-1wd': 'skipped: collapsed',
      due: 'skipped: collapsed',
      '+2wd': 'skipped: collapsed',
      '+5wd': 'skipped: collapsed',
      '+10wd': 'fired',
    });
    expect(story.record.facts.order).toMatchObject({ colour: 'red' });
    expect(story.told('waterHandler').filter((line) => line.startsWith('handling'))).toEqual([]);
    await world.until('2026-12-14 18:00');
    expect(story.told('supervisor')).toContain('handling +20wd');
  });

  it('a step that is seconds late fires as if it were not', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await world.until('2026-11-12 08:00');
    await world.standAt(at('2026-11-12 08:30').add({ seconds: 3 }));
    await world.fireDueTimers.untilNoneAreDue();
    expect(story.told('waterHandler')).toContain('handling -2wd');
  });
});

describe('urging', () => {
  it('reaches the handler, once each half-day', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('supervisor', 'urge', { words: '请抓紧' });
    expect(story.told('waterHandler')).toContain('action:urge');
    expect(await story.refusal('leader', 'urge')).toBe('urged-this-half-day');
    await world.until('2026-11-23 14:30');
    await story.does('leader', 'urge');
  });
});
