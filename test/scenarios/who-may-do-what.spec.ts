import { describe, expect, it } from '@jest/globals';
import { roles } from '../support/tables/cast.js';
import { bring, type Situations, stateOf } from '../support/tables/situations.js';
import { type Outcome, type Stage } from '../support/tables/stage.js';
import { problemSituations, problemStage } from '../support/tables/villager-problem.js';
import { projectSituations, projectStage } from '../support/tables/key-project.js';
import { keyProject } from '../tables/key-project.js';
import { type Answer, expectedOf, none, type Table } from '../tables/table.js';
import { villagerProblem } from '../tables/villager-problem.js';

describe.each([
  ['villager-problem', villagerProblem, problemSituations, problemStage],
  ['key-project', keyProject, projectSituations, projectStage],
] as const)('every action of %s, tried in every state by every role', (_type, table, situations, staged) => {
  it('is in the table, and so is every state', async () => {
    const { type } = await staged();
    expect(Object.keys(table).sort()).toEqual([...type.actions.keys()].sort());
    expect(defaults(situations).sort()).toEqual([...type.states.keys(), none].sort());
  });

  it('is done where the table says so; everywhere else it is refused with 403 or 409 and changes nothing', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const situation of Object.keys(situations)) {
      const stage = await bring(await staged(), situation, situations);
      const [{ story }, kept] = [stage, stage.world.store.kept()];
      expect([situation, story?.state ?? none]).toEqual([situation, stateOf(situation)]);
      for (const action of triedIn(situation, table)) {
        for (const role of roles) {
          const outcome = await stage.tries(role, action);
          const answer = answerTo(outcome);
          const expected = expectedOf(table, situation, action, role);
          if (answer !== expected) wrong.push(`${situation} · ${action} · ${role}: ${outcome}, not ${expected}`);
          tried++;
          expect([situation, action, role, hasChanged(stage, kept)]).toEqual([situation, action, role, outcome === 'allowed']); // prettier-ignore
          if (outcome === 'allowed') stage.world.store.backTo(kept);
          stage.story = story;
        }
      }
      // not by reference alone: all that was there before is still the same
      expect(stage.world.store.kept()).toEqual(kept);
    }
    expect(wrong).toEqual([]);
    const states = defaults(situations).length;
    expect(tried).toBeGreaterThanOrEqual(states * Object.keys(table).length * roles.length);
  }, 60_000);
});

/** The one situation of each state in which nothing in particular has happened. */
function defaults(situations: Situations): string[] {
  return Object.keys(situations).filter((one) => stateOf(one) === one);
}

/** Every action in the plain situation of every state; beside that, those that have a row for a situation. */
function triedIn(situation: string, table: Table): string[] {
  const isPlain = stateOf(situation) === situation;
  return Object.keys(table).filter((action) => isPlain || table[action]!.some((row) => row.in.includes(situation)));
}

function answerTo(outcome: Outcome): Answer {
  return outcome === 'allowed' ? outcome : outcome === 'not-your-part' ? 403 : 409;
}

/** Whether an event was written, or anything else: what is stored is replaced, never altered in place. */
function hasChanged({ world: { store } }: Stage, kept: ReturnType<Stage['world']['store']['kept']>): boolean {
  const isOther = (now: Map<string, unknown>, then: Map<string, unknown>) =>
    now.size !== then.size || [...now].some(([id, value]) => then.get(id) !== value);
  return (
    isOther(store.records, kept.records) ||
    isOther(store.events, kept.events) ||
    isOther(store.texts, kept.texts) ||
    store.notices.length !== kept.notices.length ||
    store.timers.length !== kept.timers.length ||
    store.timers.some(({ decision }, i) => decision !== kept.timers[i]!.decision)
  );
}
