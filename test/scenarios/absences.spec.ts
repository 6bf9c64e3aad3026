import { describe, expect, it } from '@jest/globals';
import { type Absence } from '#domain';
import { countyWith, type PersonName } from '../support/world/small-county.js';
import { at, definition, World } from '../support/world/world.js';

const away = (personId: PersonName, standInId: PersonName | null, from: string, to: string): Absence => ({
  personId,
  standInId,
  from: at(from).epochMilliseconds,
  to: at(to).epochMilliseconds,
});
const worldWith = (from: string, ...absences: Absence[]) => World.on(from, definition, countyWith(absences));
const toldOn = (world: World, person: string) =>
  world.store.notices
    .filter(({ recipient }) => recipient.personId === person)
    .map(({ clock, step, recipient }) => [`${clock} ${step}`.trim(), recipient.as, recipient.onBehalfOf ?? null]);

describe('a story with somebody away', () => {
  it('reminds the stand-in while it lasts, for whom, and the handler again afterwards', async () => {
    const absence = away('waterHandler', 'roadsHandler', '2026-11-25 00:00', '2026-12-05 00:00');
    const world = worldWith('2026-11-23 09:00', absence);
    const story = await world.dispatched({}, { handler: 'waterHandler' });
    await story.does('waterHandler', 'receive');
    expect(story.due('handling')).toBe('2026-12-07 17:30');
    await world.until('2026-12-04 18:00');
    const reminded = toldOn(world, 'roadsHandler');
    expect(reminded).toContainEqual(['handling -1wd', 'handler', 'waterHandler']);
    expect(reminded.every(([, , forWhom]) => forWhom === 'waterHandler')).toBe(true);
    const before = toldOn(world, 'waterHandler').length;
    // back: what comes due is asked of the handler again, without anybody giving it back
    await world.until('2026-12-07 18:00');
    expect(toldOn(world, 'waterHandler').slice(before)).toContainEqual(['handling due', 'handler', null]);
    expect(toldOn(world, 'roadsHandler')).toEqual(reminded);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('follows a stand-in who goes away too, and comes to the head where the chain ends in nobody', async () => {
    const world = worldWith(
      '2026-11-23 09:00',
      away('waterHandler', 'roadsHandler', '2026-11-24 00:00', '2026-12-31 00:00'),
      away('roadsHandler', 'roadsHead', '2026-11-25 00:00', '2026-11-26 00:00'),
      away('roadsHandler', null, '2026-11-26 00:00', '2026-11-27 00:00'),
    );
    const story = await world.dispatched({}, { handler: 'waterHandler' });
    const received = async (who: PersonName) => {
      await story.does('supervisor', 'urge');
      return toldOn(world, who).at(-1);
    };
    await world.until('2026-11-25 10:00');
    expect(await received('roadsHead')).toEqual(['action:urge', 'waited-on', 'waterHandler']);
    await world.until('2026-11-26 10:00');
    expect(await received('waterHead')).toEqual(['action:urge', 'waited-on', null]);
    await world.until('2026-11-27 10:00');
    expect(await received('roadsHandler')).toEqual(['action:urge', 'waited-on', 'waterHandler']);
  });

  it('keeps a case declined by a stand-in with who is stood in for', async () => {
    const absence = away('townshipOffice', 'clerk', '2026-11-23 00:00', '2026-11-25 00:00');
    const world = worldWith('2026-11-23 09:00', absence);
    const story = await world.open('secretary');
    await story.does('clerk', 'decline', { reason: 'unclear', channel: 'none' });
    const [application] = story.record.facts.applications;
    expect([application!.by, application!.onBehalfOf]).toEqual(['clerk', 'townshipOffice']);
    expect(await story.refusal('townshipOffice', 'decide', { application: application!.id, agree: true })).toBe(
      'second-person-must-differ',
    );
    await story.does('countyOffice', 'decide', { application: application!.id, agree: true });
    expect(story.record.facts.declinerId).toBe('townshipOffice');
    const event = world.store.events.get(story.id)!.find(({ kind }) => kind === 'decline')!;
    expect([event.actor.personId, event.actor.postingId, event.data.onBehalfOf]).toEqual([
      'clerk',
      'g-clerk',
      'townshipOffice',
    ]);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('acts as oneself where one may, and in another’s name only where one may not', async () => {
    const absence = away('secondOfOffice', 'countyOffice', '2026-11-23 00:00', '2026-11-25 00:00');
    const world = worldWith('2026-11-23 09:00', absence);
    const story = await world.open();
    await story.does('countyOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    const event = world.store.events.get(story.id)!.at(-1)!;
    expect([event.actor.personId, event.data.onBehalfOf]).toEqual(['countyOffice', undefined]);
  });

  it('lets nobody of the lead unit call back by standing in for somebody outside it, nor the other way round', async () => {
    const world = worldWith(
      '2026-11-23 09:00',
      away('townshipOffice', 'waterHead', '2026-11-23 12:00', '2026-12-31 00:00'),
    );
    const story = await world.dispatched({}, { handler: 'waterHandler' });
    await story.does('waterHandler', 'receive');
    await story.does('waterHandler', 'report', { outcome: 'solved', text: '已修好' });
    await story.does('countyOffice', 'approve-report');
    await world.until('2026-11-23 14:00');
    const reached = { reached: true, contacted: true, solved: true, satisfaction: 'yes' };
    expect(await story.refusal('waterHead', 'callback', reached)).toBe('inside-the-lead-unit');
    expect(await story.refusal('secretary', 'callback', reached)).toBeNull();
  });
});

describe('a term that ends without a hand-over', () => {
  it('is over for the ladder at that instant: the chain is told, and nobody who has left', async () => {
    const left = { waterHandler: { to: at('2026-12-01 00:00').epochMilliseconds } };
    const world = World.on('2026-11-23 09:00', definition, countyWith([], left));
    const story = await world.dispatched({}, { handler: 'waterHandler' });
    await story.does('waterHandler', 'receive');
    await world.until('2026-12-01 00:00');
    const before = toldOn(world, 'waterHandler').length;
    await world.until('2026-12-08 12:00');
    expect(toldOn(world, 'waterHandler')).toHaveLength(before);
    expect(toldOn(world, 'waterHead').map(([what]) => what)).toContain('handling due');
  });
});
