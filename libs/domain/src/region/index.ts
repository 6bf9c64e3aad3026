export { caseNumber, countyOf, isVillageCode, townshipOf } from './region-code.js';
export {
  always,
  inForceOn,
  openToThePast,
  regionKinds,
  successorOn,
  type Division,
  type DivisionRow,
  type RegionKind,
} from './division.js';
export { kindOfCode, shortNameOf } from './kind-of-code.js';
export { wholeEdition, type ToldDivision } from './edition.js';
export {
  compareEditions,
  endedWithoutHeir,
  movesOf,
  type Candidate,
  type DecisionProblem,
  type DivisionFate,
  type EditionComparison,
  type Fate,
  type SuccessorDecision,
  type SuccessorDecisions,
} from './compare-editions.js';
export { rowsOfEdition, withEdition, type EditionRows } from './apply-edition.js';
export { moveTerms, type PlacedTerm, type TermMoves, type TermPiece } from './move-terms.js';
