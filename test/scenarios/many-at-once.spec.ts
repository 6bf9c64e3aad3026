import { describe, expect, it } from '@jest/globals';
import { actorAt } from '#domain';
import { type CaseChange, type Tx, wholeCounty } from '#engine';
import { county, type PersonName } from '../support/world/small-county.js';
import { type StoryCase, World } from '../support/world/world.js';

function takeOnAll(
  world: World,
  by: PersonName,
  action: string,
  stories: readonly StoryCase[],
  { fields = {}, dryRun = false }: { fields?: Record<string, unknown>; dryRun?: boolean } = {},
) {
  const cases = stories.map(({ id, record }) => ({ id, version: record.version }));
  const actor = actorAt(by, world.directory, world.now);
  return world.actOnCases.execute({ action, cases, fields, actor, scope: wholeCounty(county), dryRun });
}

describe('an action on many cases', () => {
  it('does to each what the single action does: the same event, deadline and messages', async () => {
    const world = World.on('2026-11-23 09:00');
    const fields = { lead: 'u-water', requirement: '本周内答复' };
    const accepted = async () => {
      const story = await world.open();
      await story.does('townshipOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
      return story;
    };
    const [alone, first, second] = [await accepted(), await accepted(), await accepted()];
    await alone.does('countyOffice', 'dispatch', fields);
    const results = await takeOnAll(world, 'countyOffice', 'dispatch', [first, second], { fields });
    expect(results).toEqual([first, second].map(({ id }) => ({ id, kind: 'done', version: 3, state: 'dispatched' })));
    const told = ({ id }: StoryCase) =>
      world.store.notices.filter(({ caseId }) => caseId === id).map(({ clock, recipient }) => [clock, recipient]);
    for (const story of [first, second]) {
      expect(story.due('handling')).toBe(alone.due('handling'));
      expect(told(story)).toEqual(told(alone));
      const [mine, theirs] = [story, alone].map(({ id }) => world.store.events.get(id)!.at(-1)!);
      // each has words of its own, so that one can be anonymised without the other
      expect(mine!.data.requirement).not.toBe(theirs!.data.requirement);
      expect({ ...mine, data: { ...mine!.data, requirement: '' } }).toEqual({ ...theirs, data: { ...theirs!.data, requirement: '' } }); // prettier-ignore
    }
  });

  it('decides everything in a dry run, and changes nothing', async () => {
    const world = World.on('2026-11-23 09:00');
    const [one, other] = [await world.dispatched(), await world.open()];
    await one.does('supervisor', 'urge');
    const before = structuredClone([world.record(one.id).version, world.record(other.id).version, world.store.notices.length]); // prettier-ignore
    const foreseen = await takeOnAll(world, 'supervisor', 'urge', [one, other], { dryRun: true });
    expect(foreseen).toEqual([
      { id: one.id, kind: 'refused', refusal: { code: 'urged-this-half-day' } },
      { id: other.id, kind: 'done', version: other.record.version + 1, state: 'registered' },
    ]);
    expect([world.record(one.id).version, world.record(other.id).version, world.store.notices.length]).toEqual(before);
    expect(await takeOnAll(world, 'supervisor', 'urge', [one, other])).toEqual(foreseen);
  });

  it('is not taken where the case type does not mark it', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    const results = await takeOnAll(world, 'clerk', 'note', [story], { fields: { text: '同一句话' } });
    expect(results).toMatchObject([{ kind: 'refused', refusal: { code: 'one-at-a-time' } }]);
  });

  describe('where the store refuses one of them', () => {
    const broken = async (refuses: (change: CaseChange) => boolean) => {
      const world = World.on('2026-11-23 09:00');
      const stories = [await world.dispatched(), await world.dispatched(), await world.dispatched(), await world.dispatched()]; // prettier-ignore
      const save = world.store.save.bind(world.store);
      let tries = 0;
      world.store.save = (tx: Tx, changes: readonly CaseChange[]) => {
        tries++;
        return changes.some(refuses) ? Promise.reject(new Error('a row that the database refuses')) : save(tx, changes);
      };
      return { world, stories, tries: () => tries };
    };

    it('does the others', async () => {
      const wrong: string[] = [];
      const { world, stories } = await broken(({ after }) => wrong.includes(after.id));
      wrong.push(stories[1]!.id);
      const results = await takeOnAll(world, 'supervisor', 'urge', stories);
      expect(results.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done', 'done']);
    });

    it('gives up where it refuses all, instead of trying hundreds', async () => {
      const { world, stories, tries } = await broken(() => true);
      await expect(takeOnAll(world, 'supervisor', 'urge', stories)).rejects.toThrow('a row that the database refuses');
      expect(tries()).toBe(4);
    });
  });
});
