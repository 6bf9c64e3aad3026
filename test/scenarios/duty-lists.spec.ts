import { describe, expect, it } from '@jest/globals';
import { countyWith, units } from '../support/world/small-county.js';
import { at, definition, World } from '../support/world/world.js';

const always = { from: -Infinity, to: Infinity };
const listed = (organisationId: string, category: string, term = always) => ({ organisationId, category, ...term });
const worldWith = (...duties: ReturnType<typeof listed>[]) =>
  World.on('2026-11-23 09:00', definition, countyWith([], {}, duties));
const returned = (head: string) => ({ reason: '不属于本单位职责', basis: '三定方案', head });

async function accepted(world: World) {
  const story = await world.open('clerk');
  await story.does('townshipOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
  return story;
}

describe('dispatching inside and outside the duty list', () => {
  it('needs no reason where the list has the category, or what it lies below, or where there is no list', async () => {
    for (const duties of [[listed(units.roads, 'roads')], []]) {
      const story = await accepted(worldWith(...duties));
      await story.does('countyOffice', 'dispatch', { lead: units.roads });
      expect(story.state).toBe('dispatched');
    }
  });

  it('is refused outside the list until a reason is given, and the reason stays with the event', async () => {
    const world = worldWith(listed(units.water, 'water-power'));
    const story = await accepted(world);
    expect(await story.refusal('countyOffice', 'dispatch', { lead: units.water })).toBe('outside-duty-list');
    await story.does('countyOffice', 'dispatch', { lead: units.water, dutyReason: '路灯由水电站供电' });
    const event = world.store.events.get(story.id)!.at(-1)!;
    expect(event.data.dutyReason).toEqual(expect.any(String));
    expect(JSON.stringify(event)).not.toContain('水电站');
  });

  it('takes no blank for a reason', async () => {
    const story = await accepted(worldWith(listed(units.water, 'water-power')));
    const result = await story.tries('countyOffice', 'dispatch', { lead: units.water, dutyReason: '  ' });
    expect(result.kind).toBe('bad-fields');
  });

  it('asks the list of that day', async () => {
    const until = at('2026-11-23 12:00').epochMilliseconds;
    const world = worldWith(
      listed(units.water, 'roads', { from: -Infinity, to: until }),
      listed(units.water, 'housing'),
    );
    const story = await accepted(world);
    await world.until('2026-11-23 12:00');
    expect(await story.refusal('countyOffice', 'dispatch', { lead: units.water })).toBe('outside-duty-list');
  });

  it('asks again after a return, because the unit says that it is not its duty', async () => {
    const story = await accepted(worldWith(listed(units.water, 'water-power')));
    await story.does('countyOffice', 'dispatch', { lead: units.water, dutyReason: '暂由其处理' });
    await story.does('waterHandler', 'return', returned('waterHead'));
    expect(await story.refusal('countyOffice', 'dispatch', { lead: units.water })).toBe('outside-duty-list');
  });

  it('also of a transfer to another unit, not of one within the unit; a supervisor’s ruling needs none', async () => {
    const story = await accepted(worldWith(listed(units.water, 'water-power'), listed(units.roads, 'roads')));
    await story.does('countyOffice', 'dispatch', { lead: units.roads });
    const reason = '改由水利局办理';
    expect(await story.refusal('countyOffice', 'transfer', { lead: units.water, reason })).toBe('outside-duty-list');
    await story.does('countyOffice', 'transfer', { lead: units.water, reason, dutyReason: '线路归水利局' });
    await story.does('waterHead', 'transfer', { lead: units.water, handler: 'waterHead', reason });

    const ruled = await accepted(worldWith(listed(units.water, 'water-power')));
    for (const lead of [units.roads, units.roads, units.roads]) {
      await ruled.does('countyOffice', 'dispatch', { lead });
      await ruled.does('roadsHandler', 'return', returned('roadsHead'));
    }
    await ruled.does('supervisor', 'designate', { lead: units.water, ruling: '水利局主办' });
    expect(ruled.state).toBe('dispatched');
  });
});
