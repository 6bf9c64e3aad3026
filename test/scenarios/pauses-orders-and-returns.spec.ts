import { describe, expect, it } from '@jest/globals';
import { World } from '../support/world/world.js';

const returned = (head: string) => ({ reason: '不属于本单位职责', basis: '三定方案', head });
const solved = { outcome: 'solved', text: '已修好' };
const satisfied = { reached: true, contacted: true, solved: true, satisfaction: 'yes' };

const overdue = async (until: string) => {
  const world = World.on('2026-11-02 10:00');
  const story = await world.dispatched();
  await story.does('waterHandler', 'receive');
  await world.until(until);
  return { world, story };
};

describe('[time §5] a ladder whose clock paused while overdue', () => {
  it('goes on after a rejected report: the step that fell into the pause is not lost', async () => {
    // due 11-16 17:30, blue draft +2wd 11-18 17:30
    const { world, story } = await overdue('2026-11-17 09:00');
    await story.does('waterHandler', 'report', solved);
    await world.until('2026-11-19 09:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    await world.until('2026-11-23 09:00'); // before +5wd even of the unpaused count
    expect(story.record.facts.order).toMatchObject({ colour: 'blue' });
  });

  it('counts steps after due without the days that it waited on the office', async () => {
    const { world, story } = await overdue('2026-11-17 09:00');
    await story.does('waterHandler', 'report', solved);
    await world.until('2026-11-18 09:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    // the 17th was not counted: +2wd is the 19th, not the 18th
    expect(story.steps('handling')['+2wd']).toBe('2026-11-19 17:30');
  });

  it('always has an unfired timer while it runs: a repetition that fell into the pause is not the last', async () => {
    const { world, story } = await overdue('2026-12-15 09:00'); // after +20wd (12-14 17:30); +20wd#1 is 12-21 17:30
    await story.does('waterHandler', 'report', solved);
    await world.until('2026-12-22 09:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    expect(story.clock('handling')?.status).toBe('running');
    expect(world.store.pending().filter(({ clock }) => clock === 'handling')).not.toEqual([]);
  });

  it('keeps the reminder of a day on which it paused and went on', async () => {
    // −1wd falls at 11-13 08:30; paused 08:00–16:00 of that day, which therefore counts and moves no deadline
    const { world, story } = await overdue('2026-11-13 08:00');
    await story.does('waterHandler', 'report', solved);
    await world.until('2026-11-13 16:00');
    await story.does('countyOffice', 'reject-report', { reason: '没有修好' });
    await world.until('2026-11-14 09:00');
    expect(story.due('handling')).toBe('2026-11-16 17:30');
    expect(story.told('waterHandler')).toContain('handling -1wd');
  });
});

describe('[time §5] draft orders', () => {
  const issuedThenReopened = async () => {
    const { world, story } = await overdue('2026-11-18 18:00');
    await story.does('supervisor', 'issue-order', { requirement: '限期办结' });
    await world.until('2026-11-23 18:00');
    await story.does('supervisor', 'issue-order', { requirement: '升为橙色' });
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', { ...satisfied, satisfaction: 'no' });
    await story.does('countyOffice', 'reopen', { reason: '群众不满意' });
    return { world, story };
  };

  it('never "raise" an issued orange order to blue in a later round', async () => {
    const { world, story } = await issuedThenReopened();
    // round 2: due 11-30 17:30, +2wd 12-02 17:30
    await world.until('2026-12-03 09:00');
    expect(story.record.facts.order).toMatchObject({ colour: 'orange', issued: true, raiseTo: null });
  });

  it('stop asking for a decision when the case is cleared and the draft is gone', async () => {
    const { story } = await overdue('2026-11-18 18:00');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', satisfied);
    await story.does('countyOffice', 'complete');
    await story.does('leader', 'confirm');
    await story.does('supervisor', 'clear');
    expect(story.record.facts.order).toBeNull();
    expect(story.record.clocks.filter(({ name }) => name === 'order-decision').map(({ status }) => status)).toEqual([
      'stopped',
    ]);
  });

  it('cannot be issued by somebody who saw another colour: a replaced draft is a new version', async () => {
    const { world, story } = await overdue('2026-11-18 18:00');
    const seen = story.record.version;
    expect(story.record.facts.order?.colour).toBe('blue');
    await world.until('2026-11-23 18:00');
    expect(story.record.facts.order?.colour).toBe('orange');
    expect(story.record.version).toBeGreaterThan(seen);
  });

  it('of an emergency are repeated every 24 h until decided', async () => {
    const world = World.on('2026-11-21 22:10');
    const story = await world.open('clerk', { urgency: 'emergency' });
    await story.does('countyOffice', 'accept', { category: 'farmland-irrigation', urgency: 'emergency', tier: 'A' });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    await world.until('2026-11-27 09:00'); // red draft 11-23 00:10, its decision due 11-24 17:30
    const lines = story.told('chief').filter((line) => line.startsWith('order-decision:'));
    expect(lines.length).toBeGreaterThanOrEqual(3); // due, and two repetitions by the 27th
  });
});

describe('[time §5] every other clock: −1 wd reminder on wd and nd clocks', () => {
  it('also on an emergency, whose clearance is 5 wd', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open('clerk', { urgency: 'emergency' });
    await story.does('countyOffice', 'accept', { category: 'farmland-irrigation', urgency: 'emergency', tier: 'B' });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', satisfied);
    await story.does('countyOffice', 'complete');
    expect(story.due('clearance')).toBe('2026-11-30 17:30');
    expect(Object.keys(story.steps('clearance'))).toContain('-1wd');
  });
});

describe('[time §4] returns', () => {
  it('the window counts from dispatch: a head’s transfer inside the unit does not open it again', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await world.until('2026-11-25 17:31');
    expect(await story.refusal('waterHandler', 'return', returned('waterHead'))).toBe('return-window-closed');
    await story.does('waterHead', 'transfer', { lead: 'u-water', handler: 'waterHandler', reason: '换人' });
    expect(await story.refusal('waterHandler', 'return', returned('waterHead'))).toBe('return-window-closed');
  });

  it('an upheld return in a later round restarts that round’s half span, not the first', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', solved);
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', { ...satisfied, satisfaction: 'no' });
    await story.does('countyOffice', 'reopen', { reason: '群众不满意' });
    expect(story.due('handling')).toBe('2026-11-09 17:30');
    await story.does('countyOffice', 'transfer', { lead: 'u-roads', reason: '涉及道路' });
    await story.does('roadsHandler', 'return', returned('roadsHead'));
    await story.does('countyOffice', 'dispatch', { lead: 'u-water' });
    expect(story.due('handling')).toBe('2026-11-09 17:30');
  });

  it('a dispatch that names no co-handlers has none: the new lead does not wait for itself', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched({}, { coHandlers: ['u-roads'] });
    await story.does('waterHandler', 'return', returned('waterHead'));
    await story.does('countyOffice', 'dispatch', { lead: 'u-roads' });
    await story.does('roadsHandler', 'receive');
    expect(await story.refusal('roadsHandler', 'report', solved)).toBeNull();
  });
});

describe('[actions] who is told', () => {
  it('a co-handler is told that it was named', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched({}, { coHandlers: ['u-roads'] });
    expect(story.told('roadsHandler')).toContain('action:dispatch');
  });

  it('an applicant is told what the second person said', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', { reason: 'statutory-channel', channel: 'petition' });
    const application = story.record.facts.applications[0]!.id;
    await story.does('countyOffice', 'decide', { application, agree: false, reason: '应当受理' });
    expect(story.told('townshipOffice').some((line) => line.includes('application-refused'))).toBe(true);
  });
});

describe('[actions] the second person', () => {
  const declined = { reason: 'statutory-channel', channel: 'petition' };

  it('leaves the reason of a yes in the log', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', declined);
    const application = story.record.facts.applications[0]!.id;
    await story.does('countyOffice', 'decide', { application, agree: true, reason: '确属信访事项' });
    const event = world.store.events.get(story.id)!.at(-1)!;
    // the decline's own reason is a code; the second's words are a text id somewhere else
    const ids = Object.values(event.data).filter((value) => String(value).startsWith('00000000-'));
    expect(ids.length).toBeGreaterThan(1); // application, and the text of the second's reason
  });
});
