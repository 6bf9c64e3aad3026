export { covers } from './covers.js';
export { standing } from './standing.js';
export {
  type DutyListPlan,
  type DutyListProblem,
  type HeldDuty,
  planDutyList,
  type WantedDuty,
} from './plan-duty-list.js';
export { type HandledCases, suggestUnits, type SuggestedUnit, type UnitHistory } from './suggest-units.js';
