export { DefinitionReader, type DefinitionProblem } from './reader.js';
export { proofOf, proveType, type Proof } from './prove-type.js';
export { propertyOf, type PropertyNumber, type Violation, type ViolationCode } from './violation.js';
