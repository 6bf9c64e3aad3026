import { actorAt, type WorkingCalendar } from '#domain';
import { type CaseRecord, scopeAt, type Tx } from '#engine';
import { type HistoryTransaction } from '#persistence';
import { type Chance } from '../chance.js';
import { type PhrasesFile } from '../files.js';
import { type Cast } from '../people/cast.js';
import { actorOf } from './actors.js';
import { fillForm } from './fill-form.js';
import { type HistoryEngine } from './history-engine.js';
import { type PlannedStep } from './story.js';

/** What a history is played with. */
export interface Stage {
  readonly countyCode: string;
  readonly cast: Cast;
  readonly phrases: PhrasesFile['phrases'];
  readonly chance: Chance;
  readonly calendar: WorkingCalendar;
  readonly engine: HistoryEngine;
  readonly transaction: HistoryTransaction;
}

/** What came of a step: the case after it, nobody there to take it, or why the engine would not have it. */
export type Taken =
  | { readonly kind: 'done'; readonly record: CaseRecord }
  | { readonly kind: 'nobody-there' }
  | { readonly kind: 'refused'; readonly why: string };

/** Takes one step of a story through its use case, with the rights and the scope of the person who takes it. */
export async function takeStep(
  tx: Tx,
  { story, step }: PlannedStep,
  record: CaseRecord | null,
  { countyCode, cast, phrases, chance, calendar, engine }: Stage,
): Promise<Taken> {
  const facts = record?.facts ?? null;
  const person = actorOf(step.do, step.by, story.villageCode, facts, cast);
  if (!person) return { kind: 'nobody-there' };
  const today = tx.now.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const fields = fillForm({ story, step, facts, today, cast, phrases, chance });
  const directory = await engine.directories.of(tx, countyCode);
  const actor = actorAt(person.id, directory, tx.now);
  if (!record) {
    const opened = await engine.openCase.execute(tx, {
      ...{ countyCode, actor, fields },
      type: 'villager-problem',
      action: step.do,
    });
    return opened.kind === 'opened' ? { kind: 'done', record: opened.record } : refused(opened);
  }
  const scope = scopeAt(countyCode, actor, directory, tx.now);
  const command = { caseId: record.id, action: step.do, fields, version: record.version, actor, scope };
  const acted = await engine.actOnCase.execute(tx, command);
  return acted.kind === 'done' ? acted : refused({ by: person.key, ...acted, record: undefined });
}

function refused(why: object): Taken {
  return { kind: 'refused', why: JSON.stringify(why) };
}
