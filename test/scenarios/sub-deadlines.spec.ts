import { describe, expect, it } from '@jest/globals';
import { evolve, keyOf } from '#domain';
import { at, calendar, definition, local, type StoryCase, World } from '../support/world/world.js';

const returned = { reason: '不属于本单位职责', basis: '三定方案', head: 'waterHead' };
const roads = 'co-handling:u-roads';
const township = 'co-handling:u-township';

/** A co-handler's clock of a story, as people say it. */
const clockOf = (story: StoryCase, unit: string) => {
  const clock = story.record.clocks.find(({ name, subject }) => name === 'co-handling' && subject === unit);
  return clock && [clock.status, local(clock.due)];
};
const assisted = async (coHandlers: unknown[] = ['u-roads'], fields: Record<string, unknown> = {}) => {
  const world = World.on('2026-11-23 09:00');
  return { world, story: await world.dispatched(fields, { coHandlers }) };
};

/** The clocks of a case, counted again from the first event of its log to the last. */
const replay = (world: World, story: StoryCase) => {
  const { type, policy } = definition;
  const context = {
    now: world.now,
    type,
    policy,
    calendar,
    directory: world.directory,
    conditions: new Set<string>(),
    clocks: [],
  };
  const events = world.store.events.get(story.id)!;
  return [...events.reduce<ReturnType<typeof evolve> | null>((so, event) => evolve(so, event, context), null)!.clocks];
};

describe('[time §4] a co-handler’s sub-deadline', () => {
  it('lies a working day before the lead’s due', async () => {
    const { story } = await assisted(['u-roads', 'u-township']);
    expect(story.due('handling')).toBe('2026-12-07 17:30');
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-12-04 08:30']);
    expect(clockOf(story, 'u-township')).toEqual(['running', '2026-12-04 08:30']);
  });

  it('of an urgent case is 80 % of the lead’s span', async () => {
    const { story } = await assisted(['u-roads'], { urgency: 'urgent' });
    expect(story.due('handling')).toBe('2026-11-26 09:00');
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-11-25 18:36']);
  });

  it('is earlier where the dispatch says so, for that unit alone', async () => {
    const { story } = await assisted([{ organisation: 'u-roads', by: '2026-11-27T17:30:00+08:00' }, 'u-township']);
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-11-27 17:30']);
    expect(clockOf(story, 'u-township')).toEqual(['running', '2026-12-04 08:30']);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it.each([
    ['later than the latest', '2026-12-04T08:30:00.001+08:00'],
    ['in the past', '2026-11-20T17:30:00+08:00'],
    ['this very instant', '2026-11-23T09:00:00+08:00'],
  ])('is refused %s, with the latest instant', async (_when, by) => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' });
    const coHandlers = [{ organisation: 'u-roads', by }];
    const result = await story.tries('countyOffice', 'dispatch', { lead: 'u-water', coHandlers });
    expect(result).toMatchObject({
      kind: 'refused',
      refusal: { code: 'sub-deadline-out-of-range', data: { latest: '2026-12-04T08:30:00+08:00' } },
    });
    await story.does('countyOffice', 'dispatch', {
      lead: 'u-water',
      coHandlers: [{ organisation: 'u-roads', by: '2026-12-04T08:30:00+08:00' }],
    });
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-12-04 08:30']);
  });

  it('is measured by the span that the next lead has, not by what is left of the last one’s', async () => {
    const { world, story } = await assisted([]);
    await story.does('waterHandler', 'return', returned);
    await world.until('2026-11-30 09:00');
    const refused = await story.tries('countyOffice', 'dispatch', {
      lead: 'u-township',
      coHandlers: [{ organisation: 'u-roads', by: '2027-01-01T00:00:00+08:00' }],
    });
    expect(refused).toMatchObject({ refusal: { data: { latest: '2026-12-11T08:30:00+08:00' } } });
    await story.does('countyOffice', 'dispatch', { lead: 'u-township', coHandlers: ['u-roads'] });
    expect([story.due('handling'), clockOf(story, 'u-roads')]).toEqual([
      '2026-12-14 17:30',
      ['running', '2026-12-11 08:30'],
    ]);
  });

  it('is the lead’s own due where the case comes back to the same lead on the last day', async () => {
    const { world, story } = await assisted([]);
    await story.does('waterHandler', 'return', returned);
    await world.until('2026-12-04 10:00');
    await story.does('countyOffice', 'dispatch', { lead: 'u-water', coHandlers: ['u-roads'] });
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-12-07 17:30']);
  });

  it('names a unit once, with or without a date', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'accept', { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' });
    const coHandlers = ['u-roads', { organisation: 'u-roads', by: '2026-11-27T17:30:00+08:00' }];
    expect(await story.refusal('countyOffice', 'dispatch', { lead: 'u-water', coHandlers })).toBe('co-handler-twice');
  });
});

describe('[time §5] the ladder of a co-handler', () => {
  it('reminds that unit a working day before, and no other', async () => {
    const { world, story } = await assisted([
      { organisation: 'u-roads', by: '2026-11-27T17:30:00+08:00' },
      { organisation: 'u-township', by: '2026-12-03T17:30:00+08:00' },
    ]);
    await world.until('2026-11-26 09:00');
    for (const name of ['roadsHandler', 'roadsHead'] as const) expect(story.told(name)).toContain(`${roads} -1wd`);
    for (const name of ['townshipHandler', 'waterHandler', 'waterHead', 'leader', 'supervisor'] as const) {
      expect(story.told(name)).not.toContain(`${roads} -1wd`);
    }
  });

  it('tells the unit, the lead’s handler and the level above when it is due, then the supervisor', async () => {
    const { world, story } = await assisted([
      { organisation: 'u-roads', by: '2026-11-27T17:30:00+08:00' },
      'u-township',
    ]);
    await world.until('2026-11-27 18:00');
    for (const name of ['roadsHandler', 'roadsHead', 'waterHandler', 'leader'] as const) {
      expect(story.told(name)).toContain(`${roads} due`);
    }
    for (const name of ['townshipHandler', 'supervisor'] as const) {
      expect(story.told(name)).not.toContain(`${roads} due`);
    }
    await world.until('2026-11-30 18:00');
    expect(story.told('supervisor')).toContain(`${roads} +1wd`);
    expect(story.told('leader')).not.toContain(`${roads} +1wd`);
    await world.until('2026-12-07 18:00');
    expect(story.told('supervisor')).toContain(`${roads} +1wd#1`);
    expect(story.told('supervisor')).not.toContain(`${township} +1wd#1`);
    expect(story.record.facts).toMatchObject({ supervisionLevel: 'urge', order: null }); // the lead's own due only
  });

  it('of an urgent case knows no day before, and four hours after', async () => {
    const { world, story } = await assisted(['u-roads'], { urgency: 'urgent' });
    await world.until('2026-11-25 23:00');
    expect(story.told('roadsHandler').filter((step) => step.startsWith(roads))).toEqual([`${roads} due`]);
    expect(story.told('supervisor')).toContain(`${roads} +4h`);
  });

  it('falls silent with the answer, and goes on for the other unit', async () => {
    const { world, story } = await assisted(['u-roads', 'u-township']);
    await world.until('2026-11-25 10:00');
    await story.does('roadsHandler', 'answer', { result: '路面已补好' });
    expect(clockOf(story, 'u-roads')).toEqual(['stopped', '2026-12-04 08:30']);
    await world.until('2026-12-07 09:00');
    expect(story.told('roadsHandler').filter((step) => step.startsWith(roads))).toEqual([]);
    expect(story.told('townshipHandler')).toContain(`${township} due`);
    const pending = world.store.timers.filter(({ clock, decision }) => clock === roads && decision === null);
    expect(pending).toEqual([]);
  });

  it('falls silent when the lead’s head waits no longer', async () => {
    const { story } = await assisted();
    await story.does('waterHead', 'overrule', { coHandler: 'u-roads', reason: '已超过约定时间' });
    expect(clockOf(story, 'u-roads')?.[0]).toBe('stopped');
  });
});

describe('a co-handler’s clock through the life of the case', () => {
  it('is another one after a new dispatch: who is left out owes nothing, who is named again begins again', async () => {
    const { world, story } = await assisted(['u-roads', 'u-township']);
    await story.does('roadsHandler', 'answer', { result: '路面已补好' });
    await story.does('waterHandler', 'return', returned);
    await world.until('2026-11-25 09:00');
    await story.does('countyOffice', 'dispatch', { lead: 'u-water', coHandlers: ['u-roads'] });
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-12-04 08:30']);
    expect(clockOf(story, 'u-township')?.[0]).toBe('stopped');
  });

  it('starts anew with another lead whom the supervisor designates; the date set at dispatch stands while it lies ahead', async () => {
    const { world, story } = await assisted([
      { organisation: 'u-roads', by: '2026-11-24T17:30:00+08:00' },
      { organisation: 'u-supervision', by: '2026-12-01T17:30:00+08:00' },
    ]);
    await story.does('waterHandler', 'return', returned);
    await world.until('2026-11-26 09:00');
    await story.does('supervisor', 'designate', { lead: 'u-township', ruling: '乡镇主办' });
    expect(story.due('handling')).toBe('2026-12-10 17:30');
    expect(clockOf(story, 'u-roads')).toEqual(['running', '2026-12-09 08:30']);
    expect(clockOf(story, 'u-supervision')).toEqual(['running', '2026-12-01 17:30']);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('stops when the co-handler becomes the lead; the others’ run on', async () => {
    const { story } = await assisted(['u-roads', 'u-township']);
    await story.does('waterHandler', 'receive');
    await story.does('countyOffice', 'transfer', { lead: 'u-roads', reason: '路由道路局主办' });
    expect(clockOf(story, 'u-roads')?.[0]).toBe('stopped');
    expect(clockOf(story, 'u-township')).toEqual(['running', '2026-12-04 08:30']);
  });

  it('can be answered while the case is between two leads: it runs on there', async () => {
    const { story } = await assisted();
    await story.does('waterHandler', 'return', returned);
    expect(clockOf(story, 'u-roads')?.[0]).toBe('running');
    await story.does('roadsHandler', 'answer', { result: '路面已补好' });
    expect(clockOf(story, 'u-roads')?.[0]).toBe('stopped');
  });

  it('comes out of the log alone as it is stored', async () => {
    const { world, story } = await assisted([
      { organisation: 'u-roads', by: '2026-11-27T17:30:00+08:00' },
      'u-township',
    ]);
    await story.does('waterHandler', 'return', returned);
    await world.until('2026-11-26 10:00');
    await story.does('supervisor', 'designate', { lead: 'u-supervision', ruling: '督查主办' });
    await story.does('townshipHandler', 'answer', { result: '已配合' });
    await world.until('2026-12-14 18:00');
    const replayed = replay(world, story).map(({ fired: _, ...clock }) => clock);
    const stored = story.record.clocks.map(({ fired: _, ...clock }) => clock);
    const byKey = (a: { name: string; subject: string }, b: { name: string; subject: string }) =>
      keyOf(a) < keyOf(b) ? -1 : 1;
    expect(JSON.parse(JSON.stringify(replayed.sort(byKey)))).toEqual(JSON.parse(JSON.stringify(stored.sort(byKey))));
  });

  it('keeps one decision for each of its timers', async () => {
    const { world, story } = await assisted([{ organisation: 'u-roads', by: '2026-11-27T17:30:00+08:00' }]);
    await world.until('2026-12-21 18:00');
    const own = world.store.timers.filter(
      ({ clock, fireAt }) => clock === roads && fireAt.epochMilliseconds <= at('2026-12-21 18:00').epochMilliseconds,
    );
    expect(own.map(({ step, decision }) => [step, decision])).toEqual([
      ['-1wd', 'fired'],
      ['due', 'fired'],
      ['+1wd', 'fired'],
      ['+1wd#1', 'fired'],
      ['+1wd#2', 'fired'],
      ['+1wd#3', 'fired'],
    ]);
    expect(story.clock('co-handling')?.status).toBe('running');
  });
});
