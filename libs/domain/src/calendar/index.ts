export { type CalendarDay, type DayKind } from './calendar-day.js';
export { type CalendarDefinition, type Weekday, type WrittenHours, WEEKDAYS } from './calendar-definition.js';
export { type CalendarProblem, type CalendarProblemCode } from './calendar-problem.js';
export { compileCalendar, type CompiledCalendar } from './compile-calendar.js';
export { dateAt, describeDay, isOpenAt, nextOpening, type DescribedDay } from './describe-day.js';
export { formatInstant } from './format-instant.js';
export { parseTimeOfDay } from './hours.js';
export { parseStatutoryYear, type StatutoryDate, type StatutoryProblem, type StatutoryYear } from './statutory-year.js';
export { WorkingCalendar } from './working-calendar.js';
