export { registerOfSheet, sheetHeadings, sheetKinds, type SheetField, type SheetKind } from './sheet-kind.js';
export { dutyRoleWords, linkRoleWords, postingRanks, postingRoles } from './role-words.js';
export { SheetNames, type SheetKnowledge } from './sheet-names.js';
export { writtenTerm, type SheetDay } from './sheet-term.js';
export { planOfSheet, type SheetFound, type SheetPlan } from './sheet-plan.js';
export {
  exampleMark,
  placeOf,
  SheetRowReader,
  type ReadSheetRow,
  type SheetCellProblem,
  type SheetEntry,
  type SheetRowProblem,
} from './read-row.js';
export { atItsCell, isKnown } from './judge-outcome.js';
