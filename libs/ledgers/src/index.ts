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
