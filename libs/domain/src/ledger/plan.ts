import { type DateSetting } from './dates.js';
import { type LedgerHeader } from './header.js';
import { type LedgerField } from './headings.js';

/** Where each field stands: field to column index. */
export type FieldIndex = ReadonlyMap<LedgerField, number>;

/** A sheet understood: where its rows begin and what each column means. */
export interface LedgerPlan {
  readonly sheet: string;
  readonly header: LedgerHeader;
  readonly fields: FieldIndex;
  readonly setting: DateSetting;
}
