import { type CaseRecord, type Tx, wholeCounty } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type PlannedStep, type Story } from './story.js';
import { type Stage, takeStep } from './take-step.js';

/** What happened on the way. */
export interface Played {
  readonly cases: number;
  readonly actions: number;
  /** Steps of ladders that fired, and what the system did by itself. */
  readonly fired: number;
  /** Steps that the engine refused: mistakes of the files. None, as a test says. */
  readonly refused: readonly string[];
}

/**
 * Plays the steps in order of time: before each the clock advances to it, so that every timer due on the way fires at
 * its own instant; in the end to the present. A step that is refused ends its story and nothing else: a county with
 * one case less is better than none.
 */
export async function playHistory(
  steps: readonly PlannedStep[],
  present: Temporal.Instant,
  stage: Stage,
): Promise<Played> {
  const stories = new Map<Story, CaseRecord>();
  const ended = new Set<Story>();
  const played = { actions: 0, fired: 0, refused: [] as string[] };

  for (const planned of steps) {
    const { at, story, step } = planned;
    if (ended.has(story)) continue;
    played.fired += await stage.engine.advance.to(at);
    const taken = await stage.transaction.run(async (tx) => {
      const known = stories.get(story) ?? null;
      // time may have moved it since
      const record = known && (await readAgain(tx, known, stage));
      return takeStep(tx, planned, record, stage);
    });
    if (taken.kind === 'done') {
      stories.set(story, taken.record);
      played.actions++;
    }
    if (taken.kind === 'refused') {
      ended.add(story);
      played.refused.push(`${story.number} ${story.course}: ${step.do} at ${at.toString()}: ${taken.why}`);
    }
  }
  played.fired += await stage.engine.advance.to(present);
  return { cases: stories.size, ...played };
}

/** The system acted on the case since: its version has moved on. */
async function readAgain(tx: Tx, { id }: CaseRecord, { engine, countyCode }: Stage): Promise<CaseRecord> {
  const record = await engine.cases.read(tx, id, wholeCounty(countyCode));
  if (!record) throw new Error(`case ${id} is gone`);
  return record;
}
