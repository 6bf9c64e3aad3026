import { parseSpan } from '#domain';
import { Temporal } from 'temporal-polyfill';
import { type Chance } from '../chance.js';
import { type HistoryFile } from '../files.js';
import { type CourseStep, type ScheduleLine } from './course.js';
import { type StoryDrawer } from './draw-stories.js';
import { type PlannedStep, type Story } from './story.js';
import { type WorkingDays } from './working-days.js';

/**
 * The whole history as steps in order of time. Courses that would lie after the last working day before `present`
 * have not happened yet and are left out, so the later a case began, the less of its course is there.
 */
export function planHistory(
  { courses, schedule }: HistoryFile,
  drawer: StoryDrawer,
  days: WorkingDays,
  chance: Chance,
  present: Temporal.Instant,
): PlannedStep[] {
  const steps = schedule.flatMap((line) => {
    const course = courses[line.course];
    if (!course) throw new Error(`the schedule names an unknown course ${line.course}`);
    return beginnings(line).flatMap((begin) => stepsOf(drawer.draw(line), course, begin, days, chance, present));
  });
  // stable: steps of one instant stay in the order of the schedule
  return steps.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** The working days on which the cases of a line begin, evenly spread. */
function beginnings({ cases, begins: [from, to] = [-1, -1] }: ScheduleLine): number[] {
  return Array.from({ length: cases }, (_, i) => from + Math.floor((i * (to - from + 1)) / cases));
}

function stepsOf(
  story: Story,
  course: readonly CourseStep[],
  begin: number,
  days: WorkingDays,
  chance: Chance,
  present: Temporal.Instant,
): PlannedStep[] {
  const steps: PlannedStep[] = [];
  for (const step of course) {
    const day = begin + (step.on ?? 0);
    if (step.on !== undefined && day >= 0) break;
    const before = steps.at(-1)?.at;
    const at =
      step.on === undefined
        ? onTheClock(step, before, present)
        : days.afterOpening(day, minutesOf(day, before, days, chance));
    if (Temporal.Instant.compare(at, present) > 0) break;
    steps.push({ at, story, step });
  }
  return steps;
}

/** The first step of a day falls into its morning, each further one a while after the one before. */
function minutesOf(day: number, before: Temporal.Instant | undefined, days: WorkingDays, chance: Chance): number {
  const open = before ? days.minutesOpen(day, before) : 0;
  return open === 0 ? chance.between(5, 110) : open + chance.between(12, 55);
}

function onTheClock(
  { after, ago, do: action }: CourseStep,
  before: Temporal.Instant | undefined,
  present: Temporal.Instant,
): Temporal.Instant {
  if (ago !== undefined) return present.subtract({ milliseconds: lengthOf(ago) });
  if (after !== undefined && before) return before.add({ milliseconds: lengthOf(after) });
  throw new Error(`step ${action} says neither on, after nor ago`);
}

/** A span of clock time (`25min`, `28h`) in milliseconds. */
function lengthOf(written: string): number {
  const parsed = parseSpan(written);
  if (!parsed.ok || (parsed.span.unit !== 'h' && parsed.span.unit !== 'min'))
    throw new Error(`no clock time: ${written}`);
  return parsed.span.amount * (parsed.span.unit === 'h' ? 3_600_000 : 60_000);
}
