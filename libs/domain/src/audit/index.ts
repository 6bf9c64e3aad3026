export { beforeTheFirst, hashOf, sealRows, type ChainEnd, type Seal, type Sha256 } from './chain.js';
export {
  checkpointIsDue,
  checkpointText,
  readCheckpoint,
  usualCheckpointMinutes,
  type Checkpoint,
  type SignedCheckpoint,
} from './checkpoint.js';
export { type AuditFinding, type CheckpointPlace } from './finding.js';
export { CheckpointWalk, judgeSeal, type KeptCheckpoint } from './judge-chain.js';
export { canonicalContent, sealedColumns, sealedSources, type SealedRow, type SealedSource } from './sealed-row.js';
