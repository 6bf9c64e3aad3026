import { describe, expect, it } from '@jest/globals';
import { Directory } from '#domain';
import { county, countyWith, people, type PersonName, units } from '../support/world/small-county.js';
import { definition, type StoryCase, World } from '../support/world/world.js';

const always = { from: -Infinity, to: Infinity };
const accepted = { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' };
const away = (...names: PersonName[]) =>
  countyWith(names.map((personId) => ({ personId, standInId: null, ...always })));

/** Whom each step of a clock told, in the order in which they fired. */
function told(story: StoryCase, clock: string): Record<string, readonly string[]> {
  const steps = story.world.store.events
    .get(story.id)!
    .filter(({ kind, data }) => kind === 'step' && data.clock === clock);
  return Object.fromEntries(steps.map(({ data }) => [String(data.step), data.told as string[]]));
}

describe('[design §1] what a vacant place would hear goes to the place above', () => {
  it('without a supervisor the leader above hears of what is overdue, and goes on hearing', async () => {
    const world = World.on('2026-11-02 10:00', definition, away('supervisor'));
    const story = await world.open();
    await world.until('2026-11-20 09:00');
    const steps = told(story, 'acceptance');
    expect(steps['+1wd']).toEqual(['chief']);
    expect(steps['+1wd#1']).toEqual(['chief']);
  });

  it('so also where the supervisors keep out, because the complaint is about their office', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.open('clerk', { kind: 'complaint', accusedUnit: units.supervision });
    await story.does('townshipOffice', 'accept', accepted);
    await story.does('countyOffice', 'dispatch', { lead: units.water });
    await world.until('2027-01-12 18:00');
    const steps = told(story, 'handling');
    expect(steps['+2wd']).toEqual(['chief']);
    expect(steps['+20wd#1']).toEqual(['waterHandler', 'waterHead', 'chief']);
    expect(Object.values(steps).filter((persons) => persons.length === 0)).toEqual([]);
  });

  it('a unit’s head is reminded where its only handler is away, and its handler where it has no head', async () => {
    for (const [absent, there] of [
      ['waterHandler', 'waterHead'],
      ['waterHead', 'waterHandler'],
    ] as const) {
      const world = World.on('2026-11-02 10:00', definition, away(absent));
      const story = await world.dispatched();
      await world.until('2026-11-17 09:00');
      expect(told(story, 'handling')['-1wd']).toEqual([there]);
    }
  });

  it('a unit in which nobody is left is heard for by the linked leader', async () => {
    const world = World.on('2026-11-02 10:00', definition, away('waterHandler', 'waterHead'));
    const story = await world.dispatched();
    await world.until('2026-11-17 09:00');
    expect(told(story, 'handling')).toMatchObject({ '-2wd': ['leader'], '-1wd': ['leader'], due: ['leader'] });
  });

  it('without link, head and roster an emergency’s ladder still tells somebody at every step', async () => {
    const organisations = Object.values(units).map((id) => ({ id, name: id, kind: 'department', regionCode: county }));
    const bare = new Directory(
      organisations,
      Object.values(people).filter(({ personId }) => personId !== 'waterHead'),
      [],
      [],
    );
    const world = World.on('2026-11-21 22:10', definition, bare);
    const story = await world.open('clerk', { urgency: 'emergency' });
    await story.does('countyOffice', 'accept', { ...accepted, urgency: 'emergency', tier: 'A' });
    await story.does('countyOffice', 'dispatch', { lead: units.water });
    await world.until('2026-11-25 09:00');
    const steps = told(story, 'handling');
    expect(steps.due).toEqual(['waterHandler', 'townshipOffice', 'chief']);
    expect(steps['+6h']).toEqual(['chief']);
    expect(Object.values(steps).filter((persons) => persons.length === 0)).toEqual([]);
  });
});

describe('a state that waits on nobody', () => {
  it('has no vacant place: nobody above hears of it', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '已修好' });
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', { reached: true, contacted: true, solved: true, satisfaction: 'yes' });
    await story.does('countyOffice', 'complete');
    await story.does('leader', 'confirm');
    await story.does('supervisor', 'clear');
    await story.does('countyOffice', 'urge');
    expect(story.told('chief')).toEqual([]);
  });
});

describe('[decision 0024] where the offices that should act are vacant or keep out, the next one above may', () => {
  it('dispatches for a county office that is accused', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.open('clerk', { kind: 'complaint', accusedUnit: units.office });
    await story.does('townshipOffice', 'accept', accepted);
    expect(await story.refusal('countyOffice', 'dispatch', { lead: units.water })).toBe('recused');
    expect(await story.refusal('chief', 'dispatch', { lead: units.water })).toBe('not-your-part');
    await story.does('supervisor', 'dispatch', { lead: units.water });
    expect(story.state).toBe('dispatched');
  });

  it('strikes off the number where the supervision office is accused', async () => {
    const world = World.on('2026-11-02 10:00');
    const story = await world.open('clerk', { kind: 'complaint', accusedUnit: units.supervision });
    await story.does('townshipOffice', 'accept', accepted);
    await story.does('countyOffice', 'dispatch', { lead: units.water });
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '已修好' });
    await story.does('countyOffice', 'approve-report');
    await story.does('secretary', 'callback', { reached: true, contacted: true, solved: true, satisfaction: 'yes' });
    await story.does('countyOffice', 'complete');
    await story.does('leader', 'confirm');
    expect(await story.refusal('countyOffice', 'clear')).toBe('not-your-part');
    await story.does('chief', 'clear');
    expect(story.state).toBe('cleared');
  });

  it('designates after the third return while the supervisor is away', async () => {
    const world = World.on('2026-11-02 10:00', definition, away('supervisor'));
    const story = await world.dispatched();
    for (const unit of [units.water, units.roads, units.water]) {
      if (story.state === 'returned') await story.does('countyOffice', 'dispatch', { lead: unit });
      const [handler, head] =
        unit === units.water ? (['waterHandler', 'waterHead'] as const) : (['roadsHandler', 'roadsHead'] as const);
      await story.does(handler, 'return', { reason: '不属于本单位', basis: '三定方案', head });
    }
    await story.does('chief', 'designate', { lead: units.roads, ruling: '由公路部门办理' });
    expect(story.state).toBe('dispatched');
  });

  it('but nobody speaks for a unit or a linked leader, and nobody above while somebody is there', async () => {
    const world = World.on('2026-11-02 10:00', definition, away('waterHandler', 'waterHead', 'leader'));
    const story = await world.dispatched();
    expect(await story.refusal('supervisor', 'receive')).toBe('not-your-part');
    expect(await story.refusal('supervisor', 'transfer', { lead: units.roads, reason: '无人' })).toBe('not-your-part');
    expect(await story.refusal('chief', 'urge')).toBe('not-your-part');
  });
});

describe('[actions] open, by a leader', () => {
  it('is for the linked leader in the own village, and for the leader above in every one', async () => {
    const world = World.on('2026-11-02 10:00');
    expect((await world.open('leader')).state).toBe('registered');
    expect((await world.open('chief')).state).toBe('registered');
    await expect(world.open('leader', { villageCode: '350123102202' })).rejects.toThrow('not-your-part');
  });
});
