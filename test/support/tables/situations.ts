import { type Stage } from './stage.js';

/** How a case comes into a situation by real actions: from another situation, with what is done there. */
export interface Situation {
  readonly from?: string;
  readonly by: (stage: Stage) => Promise<unknown>;
}

export type Situations = Readonly<Record<string, Situation>>;

/** The state of a situation: `returned: third time` is a `returned`. */
export function stateOf(situation: string): string {
  return situation.split(':')[0]!;
}

/** Brings a case of the stage into the situation. */
export async function bring(stage: Stage, situation: string, situations: Situations): Promise<Stage> {
  const found = situations[situation];
  if (!found) throw new Error(`nobody says how to come to ${situation}`);
  if (found.from) await bring(stage, found.from, situations);
  await found.by(stage);
  return stage;
}
