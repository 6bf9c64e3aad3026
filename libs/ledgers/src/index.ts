export { openLedger, type LedgerSheet, type OpenLedger } from './open-ledger.js';
export {
  fingerprintDigest,
  judgeLedger,
  type LedgerCounts,
  type LedgerJudging,
  type LedgerProblem,
  type ReadRow,
} from './judge-ledger.js';
export { defaultLimits, type LedgerLimits } from './limits.js';
export type { FileProblem, LooksLike } from './file-problem.js';
export type { LedgerSource } from './container/source.js';
export type { Language } from './telling/language.js';
export { tellMapping, tellProblem, tellRow, type ToldProblem, type ToldRow } from './telling/tell-row.js';
export { tellLedgerProblem } from './telling/file-reasons.js';
export { writeWorkbook, type RowToWrite, type SheetToWrite } from './writing/write-workbook.js';
export { type Mark, markOf, type TakingOut } from './writing/mark.js';
export { csvOf } from './writing/csv.js';
export { writeRejectedRows } from './writing/rejected-rows.js';
export { bytesOf } from './writing/bytes-of.js';
export { messyLedger } from './synthetic/messy-ledger.js';
export { syntheticLedger } from './synthetic/tidy-ledger.js';
export type { MessyLedger, RowTruth } from './synthetic/truth.js';
export {
  readRegister,
  registerRows,
  type ReadRegister,
  type RegisterFileProblem,
  type RegisterFrame,
} from './registers/read-register.js';
export { registerColumns, registerHeading, writeRegister, writeRegisterTemplate } from './registers/write-register.js';
export { tellCell, tellRegisterFile } from './telling/register-reasons.js';
export { writeSheetWithProblems, type RowWithProblems } from './writing/sheet-with-problems.js';
export { columnName as columnLetter } from './workbook/references.js';
