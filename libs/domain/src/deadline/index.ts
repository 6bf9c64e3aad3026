export { type Roll } from './count-natural-days.js';
export { daysOverdue } from './days-overdue.js';
export { deadlineOf, type Deadline, type DeadlineOptions, type DeadlineProblem, type Due } from './deadline.js';
export {
  explainDeadline,
  explanationOf,
  type ExplainedDeadline,
  type ExplainedInterval,
  type Explanation,
} from './explain-deadline.js';
export { ladderOrder, type LadderOrder, type LadderOrderProblem } from './ladder-order.js';
export { type CountedInterval, type Reason } from './note.js';
export { type Pause } from './pause.js';
export { type NamedCalendars } from './request-calendar.js';
export { type RequestProblem } from './request-problem.js';
export { instantOfStart, type Start, type StartProblem } from './start.js';
export { offsetInstant, type ClockRun, type StepInstant, type StepProblem } from './step-instant.js';
export { subDeadline, type SubDeadline } from './sub-deadline.js';
