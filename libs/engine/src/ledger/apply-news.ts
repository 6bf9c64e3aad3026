import { decideAction, type EventData, type LedgerChange } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Unfolding } from '../cases/unfolding.js';
import { type ReadStatement } from '../ports/ledger-statements.js';
import { type ImportSetting } from './import-setting.js';
import { textOfWords, wordsOf } from './ledger-words.js';
import { type News } from './news-of.js';
import { outcomeTold } from './outcome-told.js';
import { type RowToImport } from './row-to-import.js';
import { categoryOf } from './take-over.js';

/** Fields that belong to the report of a completion; the others are noted beside it. */
const reported: ReadonlySet<LedgerChange['field']> = new Set(['completedOn', 'result', 'measures', 'progress']);

export interface AppliedNews {
  readonly applied: 'report' | 'note' | null;
  /** What the ledger has said by now. */
  readonly statement: ReadStatement;
}

/**
 * Writes the news of a row into its case (design §6): a completion as the lead's report, dated by the ledger and made
 * by the importer, so that it goes to review; everything else as a note.
 */
export function applyNews(
  unfolding: Unfolding,
  row: RowToImport,
  { changes, apply }: News,
  before: ReadStatement,
  setting: ImportSetting,
): AppliedNews {
  if (apply === null) return { applied: null, statement: before };
  const { importId, now, numbering } = setting;
  const statement = statementAfter(before, row, numbering.newId());
  const told = (some: readonly LedgerChange[]): EventData => ({
    ...codesOf(some),
    ...{ import: importId, ledger: statement.wordsId, fields: some.map(({ field }) => field) },
  });
  const isReported = apply === 'report' && report(unfolding, row, told(changes.filter(isReport)), setting);
  const rest = isReported ? changes.filter((change) => !isReport(change)) : changes;
  const isNoted = rest.length > 0 && act(unfolding, 'note', now, told(rest), setting);
  if (!isReported && !isNoted) return { applied: null, statement: before };
  unfolding.write(textOfWords(statement.wordsId, statement.words));
  return { applied: isReported ? 'report' : 'note', statement };
}

function report(unfolding: Unfolding, { entry }: RowToImport, told: EventData, setting: ImportSetting): boolean {
  const { now, nowText, numbering, importId } = setting;
  if (unfolding.record.facts.state === 'dispatched') {
    act(unfolding, 'receive', now, { import: importId, silent: true }, setting);
  }
  const { stateSince, leadOrganisationId } = unfolding.record.facts;
  const text = entry.result === null ? null : numbering.newId();
  const isDone = act(
    unfolding,
    'report',
    setting.told.at(entry.completedOn!, entry.completedTime, stateSince, now),
    {
      ...told,
      ...{ outcome: outcomeTold(entry.result), inNameOf: leadOrganisationId, recordedAt: nowText, silent: true },
      ...(text && { text }),
    },
    setting,
  );
  if (isDone && text && entry.result) unfolding.write({ id: text, kind: 'report.text', body: entry.result });
  return isDone;
}

function act(
  unfolding: Unfolding,
  action: string,
  at: Temporal.Instant,
  fields: EventData,
  { importer, numbering }: ImportSetting,
): boolean {
  const wish = { action, actor: importer, fields, newId: () => numbering.newId() };
  const decision = decideAction(wish, unfolding.record.facts, unfolding.context(at));
  if (decision.ok) unfolding.append(decision.event);
  return decision.ok;
}

function isReport({ field }: LedgerChange): boolean {
  return reported.has(field);
}

/** Codes and dates stand in the event; words stand in the text that it names. */
function codesOf(changes: readonly LedgerChange[]): EventData {
  const codes: readonly LedgerChange['field'][] = ['completedOn', 'urgency', 'category'];
  return Object.fromEntries(changes.filter(({ field }) => codes.includes(field)).map(({ field, to }) => [field, to]));
}

/** A blank cell takes nothing back: townships drop columns from month to month. */
function statementAfter(before: ReadStatement, { entry, states }: RowToImport, wordsId: string): ReadStatement {
  const { leadUnit } = entry;
  const words = { ...before.words, ...wordsOf(entry) };
  return {
    ...before,
    wordsId,
    words: leadUnit?.organisationId ? { ...words, leadUnit: undefined } : words,
    completedOn: entry.completedOn ?? before.completedOn,
    urgency: states.urgency ? entry.urgency : before.urgency,
    category: states.category ? categoryOf(entry.category) : before.category,
    leadOrganisationId: leadUnit ? leadUnit.organisationId : before.leadOrganisationId,
    leadOrganisation: leadUnit ? leadUnit.organisationId && leadUnit.text : before.leadOrganisation,
  };
}
