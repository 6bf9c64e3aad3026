import { type Category, type JudgedRow, urgencyLabel } from '#domain';
import { type LedgerRowRecord } from '#engine';
import { type Language, tellRow } from '#ledgers';

/** A row as the doors answer it (design §11); category and urgency with their Chinese labels. */
export function rowView(record: LedgerRowRecord, categories: ReadonlyMap<string, Category>, language: Language) {
  const { caseId, applied } = record;
  return {
    ...tellRow(judgedRowOf(record, categories), language),
    ...(caseId && { caseId }),
    ...(record.changes && { applied }),
  };
}

/** The row as it was judged, as far as it was kept. */
export function judgedRowOf(record: LedgerRowRecord, categories: ReadonlyMap<string, Category>): JudgedRow {
  const { line, status, villageCode, registeredOn, completedOn, urgency, category, problems, original } = record;
  return {
    ...{ line, status, villageCode, registeredOn, completedOn, urgency, category, problems },
    township: original?.township ?? null,
    urgencyLabel: urgency && urgencyLabel(urgency),
    categoryLabel: (category && categories.get(category)?.zh) || null,
    ...(record.duplicateOf !== null && { duplicateOf: record.duplicateOf }),
    ...(record.changes && { changes: record.changes }),
  };
}
