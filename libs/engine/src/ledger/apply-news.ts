import { type Actor, decideAction, type EventData, type LedgerChange } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Unfolding } from '../cases/unfolding.js';
import { type LedgerStatement } from '../ports/ledger-statements.js';
import { type Numbering } from '../ports/numbering.js';
import { categoryOf } from './take-over.js';
import { textsOfChanges } from './ledger-texts.js';
import { type News } from './news-of.js';
import { outcomeTold } from './outcome-told.js';
import { type RowToImport } from './row-to-import.js';
import { toldInstant } from './told-instant.js';

/** Fields that belong to the report of a completion; the others are noted beside it. */
const reported: ReadonlySet<LedgerChange['field']> = new Set(['completedOn', 'result', 'measures', 'progress']);

export interface NewsSetting {
  readonly importId: string;
  readonly importer: Actor;
  readonly now: Temporal.Instant;
  readonly numbering: Numbering;
}

/**
 * Writes the news of a row into its case (design §6): a completion as the lead's report, dated by the ledger and made
 * by the importer, so that it goes to review; everything else as notes. Returns how it came in, and what the ledger
 * has said by now.
 */
export function applyNews(
  unfolding: Unfolding,
  row: RowToImport,
  { changes, apply }: News,
  before: LedgerStatement,
  setting: NewsSetting,
): { applied: 'report' | 'note' | null; statement: LedgerStatement } {
  if (apply === null) return { applied: null, statement: before };
  const { importId, importer, now, numbering } = setting;
  const { ids, texts } = textsOfChanges(changes, numbering);
  const told = (some: readonly LedgerChange[]): EventData =>
    Object.fromEntries([['import', importId], ...some.map(({ field, to }) => [field, ids[field as 'result'] ?? to])]);

  const isReported = apply === 'report' && report();
  const rest = isReported ? changes.filter(({ field }) => !reported.has(field)) : changes;
  const isNoted = rest.length > 0 && act('note', now, told(rest));
  if (!isReported && !isNoted) return { applied: null, statement: before };
  unfolding.write(...texts);
  return { applied: isReported ? 'report' : 'note', statement: statementAfter(before, row, ids) };

  function report(): boolean {
    if (unfolding.record.facts.state === 'dispatched') act('receive', now, { import: importId, silent: true });
    const { stateSince, leadOrganisationId } = unfolding.record.facts;
    const { entry } = row;
    const { calendar } = unfolding.context(now);
    const at = toldInstant(entry.completedOn!, entry.completedTime, calendar, stateSince, now);
    return act('report', at, {
      ...told(changes.filter(({ field }) => reported.has(field))),
      ...(ids.result && { text: ids.result }),
      outcome: outcomeTold(entry.result),
      inNameOf: leadOrganisationId,
      recordedAt: now.toString(),
      silent: true,
    });
  }

  function act(action: string, at: Temporal.Instant, fields: EventData): boolean {
    const wish = { action, actor: importer, fields, applicationId: '' };
    const decision = decideAction(wish, unfolding.record.facts, unfolding.context(at));
    if (decision.ok) unfolding.append(decision.event);
    return decision.ok;
  }
}

function statementAfter(
  before: LedgerStatement,
  { entry, states }: RowToImport,
  ids: Readonly<Partial<Record<string, string>>>,
): LedgerStatement {
  const { result, progress, measures, satisfaction, leadUnit } = before.texts;
  return {
    ...before,
    completedOn: entry.completedOn ?? before.completedOn,
    urgency: states.urgency ? entry.urgency : before.urgency,
    category: states.category ? categoryOf(entry.category) : before.category,
    leadOrganisationId: entry.leadUnit ? entry.leadUnit.organisationId : before.leadOrganisationId,
    texts: {
      result: ids.result ?? result,
      progress: ids.progress ?? progress,
      measures: ids.measures ?? measures,
      satisfaction: ids.satisfaction ?? satisfaction,
      leadUnit: ids.leadUnit ?? leadUnit,
    },
  };
}
