import { describe, expect, it } from '@jest/globals';
import { withClocksRenamed } from '../support/world/renamed-clocks.js';
import { definition, local, type StoryCase, World } from '../support/world/world.js';

/** `otherwise` in a policy is no clock. */
const rename = (name: string) => (name === 'otherwise' ? name : `the-${name}`);
const renamed = withClocksRenamed(rename);

const returned = { reason: '不属于本单位职责', basis: '三定方案', head: 'waterHead' };
const dissatisfied = { reached: true, contacted: true, solved: false, satisfaction: 'no' };

const stories: Record<string, (world: World) => Promise<StoryCase>> = {
  'a word with the requester stops what waits for it': async (world) => {
    const story = await world.dispatched();
    await story.does('waterHandler', 'note', { text: '已电话联系', contacted: true });
    return story;
  },
  'a return upheld gives the new lead the whole span': async (world) => {
    const story = await world.dispatched();
    await story.does('waterHandler', 'return', returned);
    await world.until('2026-11-24 09:00');
    await story.does('countyOffice', 'dispatch', { lead: 'u-roads' });
    return story;
  },
  'a new round has half the span': async (world) => {
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '已修好' });
    await story.does('countyOffice', 'approve-report');
    await story.does('townshipOffice', 'callback', dissatisfied);
    await story.does('countyOffice', 'reopen', { reason: '群众不满意' });
    return story;
  },
  'co-handlers answer before the lead': async (world) => {
    const story = await world.dispatched({}, { coHandlers: ['u-roads', 'u-township'] });
    await story.does('roadsHandler', 'answer', { result: '路面已补好' });
    return story;
  },
  'an application is decided by a time': async (world) => {
    const story = await world.open();
    await story.does('townshipOffice', 'decline', { reason: 'unclear', channel: 'none' });
    return story;
  },
  'a drafted order is decided by a time': async (world) => {
    const story = await world.dispatched();
    await world.until('2026-12-10 17:30');
    return story;
  },
};

describe('a case type whose clocks have other names', () => {
  const clocksOf = (story: StoryCase, named: (name: string) => string) =>
    story.record.clocks
      .map(({ name, status, due, originalDue }) => [named(name), status, local(due), local(originalDue)])
      .sort();

  it.each(Object.keys(stories))('goes the same course: %s', async (title) => {
    const [shipped, other] = [World.on('2026-11-23 09:00'), World.on('2026-11-23 09:00', renamed)];
    const [expected, found] = [await stories[title]!(shipped), await stories[title]!(other)];
    expect(clocksOf(found, (name) => name)).toEqual(clocksOf(expected, rename));
    expect(clocksOf(found, (name) => name).length).toBeGreaterThan(0);
  });

  it('says by its own name what a case is due by', async () => {
    const story = await World.on('2026-11-23 09:00', renamed).dispatched();
    expect(definition.type.headline).toBe('handling');
    expect(renamed.type.headline).toBe('the-handling');
    expect(story.due('the-handling')).toBe('2026-12-07 17:30');
  });
});
