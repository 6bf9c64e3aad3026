export { DefinitionReader, type DefinitionProblem } from './reader.js';
export { policyGaps, type PolicyGap } from './policy-gaps.js';
