import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ActionDefinition, alternativesOf, type CaseType, isOpen } from '#domain';
import { judge } from '../support/walks/judge.js';
import { actionsOf, type Deed, filled, names, step, words, type Words } from '../support/walks/wishes.js';
import { countyWith, type PersonName } from '../support/world/small-county.js';
import { definition, local, shippedTypes, type StoryCase, World } from '../support/world/world.js';

/**
 * Everyday walks are always the same; a long night of others:
 * `GUACUN_WALKS=2000 GUACUN_SEED=$RANDOM npm run jest -- test/properties/random-walks.spec.ts --selectProjects=scenario`.
 * What fails is told with its seed and path; `GUACUN_SHRINK=1` looks for the shortest walk that fails, for minutes.
 */
const numRuns = Number(process.env['GUACUN_WALKS'] ?? 12);
const seed = Number(process.env['GUACUN_SEED'] ?? 350123);

const always = { from: -Infinity, to: Infinity };
/** Who may be away without a stand-in, all at once: everybody but the leader above, who ends every chain. */
const absent = fc.subarray(
  names.filter((name) => name !== 'chief'),
  { maxLength: 3 },
);
const steps = fc.array(step, { minLength: 40, maxLength: 90, size: 'max' });

describe.each([...shippedTypes.keys()])(
  'two cases of %s, whatever people do in whatever order, with whatever time between, and whoever is away',
  (code) => {
    it('[I-14] [I-15] [I-17] have a running clock with a timer and agree with a replay of their logs', async () => {
      const taken = new Set<string>();
      await fc.assert(
        fc.asyncProperty(absent, words, words, steps, async (away, first, second, walk) => {
          const directory = countyWith(away.map((personId) => ({ personId, standInId: null, ...always })));
          const world = World.on('2026-11-02 10:00', definition, directory);
          for (const own of [first, second]) await opened(world, code, own);
          // a problem that a project can come to serve
          if (code !== definition.type.code) await opened(world, definition.type.code, first);
          const judged = new Map<string, unknown>();
          const times = new Map<string, number>();
          for (const one of walk) {
            if ('minutes' in one) await world.until(local(world.now.add({ minutes: one.minutes }))!);
            else taken.add((await somebodyDoes(world, one, times)) ?? '');
            // what an action makes due at once is a matter of seconds
            while ((await world.fireDueTimers.untilNoneAreDue()) > 0);
            for (const record of world.store.records.values()) {
              if (judged.get(record.id) !== record) judge(world, record);
              judged.set(record.id, record);
            }
          }
        }),
        { numRuns, seed, endOnFailure: process.env['GUACUN_SHRINK'] === undefined },
      );
      // walks that never come to an action prove nothing of it
      const people = actionsOf(shippedTypes.get(code)!.type).filter(isAnybodys);
      const missed = people.filter(({ name }) => !taken.has(`${code} ${name}`)).map(({ name }) => name);
      expect([missed, missed.length <= people.length / 3]).toEqual([missed, true]);
    }, 600_000);
  },
);

/** Opened by whoever may, in whatever way the type knows. */
async function opened(world: World, code: string, own: Words): Promise<void> {
  const { type } = world.definitionOf(code);
  for (const action of [...type.actions.values()].filter(({ from }) => from.length === 0)) {
    for (const name of names) {
      const fields = filled(null, world, type, action, own);
      const story = await world.openOf(code, name, action.name, fields).catch(() => null);
      if (story) return;
    }
  }
  throw new Error(`nobody may open a case of ${code}`);
}

/** The deed on one of the open cases, by the first who may; what was done, null where nothing is left to do. */
async function somebodyDoes(world: World, { from, who, of, words: own }: Deed, times: Map<string, number>) {
  const open = [...world.store.records.values()].filter(({ typeCode, facts }) =>
    isOpen(world.definitionOf(typeCode).type, facts.state),
  );
  if (open.length === 0) return null;
  const story: StoryCase = world.story(open[of % open.length]!.id);
  const { type } = world.definitionOf(story.record.typeCode);
  const actions = actionsOf(type);
  const key = ({ name }: ActionDefinition) => `${type.code} ${name}`;
  // onwards, or what this walk has seen least of, so that it comes about; what ends a case can wait
  const seen = (action: ActionDefinition) => (times.get(key(action)) ?? 0) + (endsIt(action, type) ? 1 : 0);
  const tried = from === 0 ? actions : [...turned(actions, from % actions.length)].sort((a, b) => seen(a) - seen(b));
  for (const action of tried) {
    const fields = filled(story, world, type, action, own);
    for (const name of turned<PersonName>(names, who)) {
      const result = await story.tries(name, action.name, fields);
      if (result.kind === 'done') {
        times.set(key(action), (times.get(key(action)) ?? 0) + 1);
        return key(action);
      }
      // the form is nobody's to fill in better
      if (result.kind === 'bad-fields') throw new Error(`${action.name}: ${JSON.stringify([fields, result.problems])}`);
    }
  }
  return null;
}

function endsIt({ to }: ActionDefinition, type: CaseType): boolean {
  return to !== null && type.states.get(to)!.end === 'terminal';
}

function turned<T>(all: readonly T[], by: number): readonly T[] {
  return [...all.slice(by), ...all.slice(0, by)];
}

/** Some actions are the system's alone. */
function isAnybodys({ by }: ActionDefinition): boolean {
  return alternativesOf(by).some(({ value }) => value.some((party) => party !== 'system'));
}
