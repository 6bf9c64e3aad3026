export { DefinitionReader, type DefinitionProblem } from './reader.js';
