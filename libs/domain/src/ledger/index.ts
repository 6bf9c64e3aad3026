export type { Cell, DateCell, ErrorCell, LedgerRow } from './cell.js';
export { dateOfSerial, readDate, type DateReading, type DateSetting } from './dates.js';
export type { LedgerField } from './headings.js';
export type { LedgerColumn, LedgerHeader, MergedRange } from './header.js';
export {
  recogniseSheet,
  type NeededColumn,
  type SheetFinding,
  type SheetHead,
  type SheetProblem,
} from './recognise.js';
export { LedgerJudge, type JudgedRow, type Verdict } from './judge.js';
export { ledgerVocabulary, type LedgerKnowledge, type LedgerVocabulary } from './vocabulary.js';
export { changesBetween, type LedgerChange, type LedgerEntry, type RecordedEntry } from './entry.js';
export { fingerprintOf, type FingerprintParts } from './fingerprint.js';
export type { RowProblem, RowProblemCode } from './problems.js';
export type { LedgerTownship, LedgerVillage, PlaceHint } from './places.js';
export type { Category } from './categories.js';
export type { LedgerOrganisation } from './organisations.js';
export { urgencyLabel, type LedgerUrgency } from './urgency.js';
export type { LedgerChannel } from './channels.js';
export type { RowKind } from './row-kind.js';
export type { LedgerPlan } from './plan.js';
