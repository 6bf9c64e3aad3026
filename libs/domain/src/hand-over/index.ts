export {
  partsThatMove,
  planHandOver,
  type HandOverPlan,
  type HandOverProblem,
  type HandOverWish,
  type Held,
  type NamedCase,
  type Passed,
} from './plan-hand-over.js';
