import { describe, expect, it } from '@jest/globals';
import { type Absence } from '#domain';
import { countyWith, type PersonName } from '../support/world/small-county.js';
import { at, definition, local, type StoryCase, World } from '../support/world/world.js';

/** A case that nobody handles: due 11-16 17:30, its last step +20wd on 12-14 17:30, repeated every five working days. */
const overdue = async (until: string, absences: Absence[] = []) => {
  const world = World.on('2026-11-02 10:00', definition, countyWith(absences));
  const story = await world.dispatched();
  await story.does('waterHandler', 'receive');
  await world.until(until);
  return { world, story };
};
const repetitionsTo = (story: StoryCase, person: PersonName) =>
  story.told(person).filter((step) => step.startsWith('handling') && step.includes('#'));

describe('[time §5] acknowledging', () => {
  it('spares that person the repetitions of twenty working days, and nobody else', async () => {
    const { world, story } = await overdue('2026-12-15 09:00');
    await story.does('waterHead', 'acknowledge');
    expect(story.record.facts.acknowledgements.map(({ personId, until }) => [personId, local(until)])).toEqual([
      ['waterHead', '2027-01-13 17:30'],
    ]);
    expect(story.folded()).toEqual(story.record.facts);
    await world.until('2027-01-13 18:00');
    expect(repetitionsTo(story, 'waterHead')).toEqual([]);
    expect(repetitionsTo(story, 'waterHandler')).toEqual([1, 2, 3, 4].map((n) => `handling +20wd#${n}`));
    // twenty working days later they hear again
    await world.until('2027-01-20 18:00');
    expect(repetitionsTo(story, 'waterHead')).toEqual(['handling +20wd#5']);
  });

  it('leaves the timers firing, and on record, also when everybody has acknowledged; later all hear again', async () => {
    const { world, story } = await overdue('2026-12-15 09:00');
    const all = ['waterHandler', 'waterHead', 'supervisor', 'chief'] as const;
    for (const name of all) await story.does(name, 'acknowledge');
    await world.until('2027-01-13 18:00');
    expect(all.flatMap((name) => repetitionsTo(story, name))).toEqual([]);
    const fired = world.store.events
      .get(story.id)!
      .filter(({ kind, data }) => kind === 'step' && data.clock === 'handling' && String(data.step).includes('#'));
    expect(fired.map(({ data }) => [data.step, data.told])).toEqual([1, 2, 3, 4].map((n) => [`+20wd#${n}`, []]));
    await world.until('2027-01-20 18:00');
    for (const name of all) expect(repetitionsTo(story, name)).toEqual(['handling +20wd#5']);
  });

  it('spares nobody a step that is not a repetition', async () => {
    const { world, story } = await overdue('2026-11-17 09:00');
    await story.does('supervisor', 'acknowledge');
    await world.until('2026-12-14 17:30');
    expect(story.told('supervisor')).toEqual(
      expect.arrayContaining(['handling +2wd', 'handling +5wd', 'handling +10wd']),
    );
  });

  it('is for what is overdue only, and once while it holds', async () => {
    const { world, story } = await overdue('2026-11-16 17:29');
    await story.does('waterHandler', 'note', { text: '已电话联系', contacted: true });
    expect(await story.refusal('waterHead', 'acknowledge')).toBe('nothing-overdue');
    await world.until('2026-11-16 17:30');
    expect(await story.refusal('waterHead', 'acknowledge')).toBeNull();
    expect(await story.refusal('waterHead', 'acknowledge')).toBe('acknowledged-already');
    await world.until('2026-12-14 17:31'); // twenty working days after
    expect(await story.refusal('waterHead', 'acknowledge')).toBeNull();
  });

  it.each(['leader', 'chief', 'supervisor', 'waterHandler', 'townshipOffice', 'secretary'] as const)(
    'is open to whoever takes part or is told: %s',
    async (name) => {
      const { story } = await overdue('2026-11-17 09:00');
      expect(await story.refusal(name, 'acknowledge')).toBeNull();
    },
  );

  it('is not open to a unit that has no part in the case', async () => {
    const { story } = await overdue('2026-11-17 09:00');
    expect(await story.refusal('roadsHandler', 'acknowledge')).toBe('not-your-part');
  });

  it('by a stand-in spares the messages in that name; the absent hear for themselves no sooner', async () => {
    const away = { from: at('2026-11-30 00:00').epochMilliseconds, to: at('2026-12-24 00:00').epochMilliseconds };
    const { world, story } = await overdue('2026-12-15 09:00', [
      { personId: 'waterHead', standInId: 'roadsHead', ...away },
    ]);
    await story.does('roadsHead', 'acknowledge');
    const event = world.store.events.get(story.id)!.at(-1)!;
    expect([event.actor.personId, event.data.onBehalfOf]).toEqual(['roadsHead', 'waterHead']);
    await world.until('2027-01-13 18:00');
    expect(repetitionsTo(story, 'roadsHead')).toEqual([]);
    expect(repetitionsTo(story, 'waterHead')).toEqual([]);
  });

  it('in one’s own name leaves what one is told in another’s', async () => {
    // the handler stands in for the head; both are told by name
    const away = { from: at('2026-11-30 00:00').epochMilliseconds, to: at('2027-02-24 00:00').epochMilliseconds };
    const { world, story } = await overdue('2026-12-15 09:00', [
      { personId: 'waterHead', standInId: 'waterHandler', ...away },
    ]);
    await story.does('waterHandler', 'acknowledge');
    await world.until('2026-12-21 18:00');
    const notices = () =>
      world.store.notices
        .filter(({ recipient, step }) => recipient.personId === 'waterHandler' && step.startsWith('+20wd#'))
        .map(({ step, recipient }) => [step, recipient.onBehalfOf]);
    expect(notices()).toEqual([['+20wd#1', 'waterHead']]);
    // a second word is in that other name, and then there is peace
    await story.does('waterHandler', 'acknowledge');
    expect(story.record.facts.acknowledgements.map(({ personId }) => personId)).toEqual(['waterHandler', 'waterHead']);
    await world.until('2026-12-28 18:00');
    expect(notices()).toEqual([['+20wd#1', 'waterHead']]);
  });
});
