export { DefinitionReader, type DefinitionProblem } from './reader.js';
export { proofOf, proveType, type Proof } from './prove-type.js';
export { propertyOf, type PropertyNumber, type Violation, type ViolationCode } from './violation.js';
export { hindrancesOf, shortcomingsOf, type Shortcoming } from './shortcomings.js';
export {
  inForceAt,
  scheduleProblems,
  type Activated,
  type Schedule,
  type ScheduleProblem,
  versionStateOf,
  type VersionState,
} from './schedule.js';
