import { type LedgerChannel } from './channels.js';
import { type LeadUnit } from './organisations.js';
import { type Requester } from './requester.js';
import { type LedgerUrgency } from './urgency.js';

/**
 * A row understood: what is needed to open (or archive) its case. Only what the case needs is taken along: identity
 * numbers, addresses and the phones of officials stay in the ledger.
 */
export interface LedgerEntry {
  /** The village as it was coded on the day of registration. */
  readonly villageCode: string;
  /** The code under which it lives today: an open matter of a village that was recoded or merged stands there. */
  readonly heirCode: string;
  readonly townshipCode: string;
  /** Group or natural village inside the village, as written. */
  readonly group: string | null;
  /** ISO day; the time of day where the ledger has one. */
  readonly registeredOn: string;
  readonly registeredTime: string | null;
  readonly completedOn: string | null;
  readonly completedTime: string | null;
  readonly requester: Requester;
  readonly title: string;
  readonly text: string;
  /** Category code; null where the ledger has no such column and the list no class for the rest. */
  readonly category: string | null;
  readonly urgency: LedgerUrgency;
  readonly kind: 'question' | 'help' | 'complaint';
  readonly channel: LedgerChannel | null;
  readonly leadUnit: LeadUnit | null;
  readonly coUnits: string | null;
  readonly tier: 'A' | 'B' | 'C' | null;
  /** The ledger's own number of the matter (编号), if it has one. */
  readonly number: string | null;
  readonly measures: string | null;
  readonly progress: string | null;
  readonly result: string | null;
  readonly satisfaction: string | null;
  readonly remarks: string | null;
}

/** A field of a known case that a later ledger tells differently. */
export interface LedgerChange {
  readonly field:
    'completedOn' | 'result' | 'progress' | 'measures' | 'satisfaction' | 'leadUnit' | 'urgency' | 'category';
  readonly from: string | null;
  readonly to: string;
}

/** What is on record of the matter that a repeated row tells again. */
export type RecordedEntry = { readonly [Field in LedgerChange['field']]?: string | null };

/**
 * What a repeated row says that the record does not (design §6). A blank cell changes nothing: townships drop columns
 * from month to month. Only fields that the record states (even as null) are compared.
 */
export function changesBetween(recorded: RecordedEntry, entry: LedgerEntry): LedgerChange[] {
  const told: Record<LedgerChange['field'], string | null> = {
    completedOn: entry.completedOn,
    result: entry.result,
    progress: entry.progress,
    measures: entry.measures,
    satisfaction: entry.satisfaction,
    leadUnit: entry.leadUnit?.text ?? null,
    urgency: entry.urgency,
    category: entry.category,
  };
  return (Object.keys(told) as LedgerChange['field'][]).flatMap((field) => {
    const [from, to] = [recorded[field], told[field]];
    return from === undefined || to === null || to === from ? [] : [{ field, from, to }];
  });
}
