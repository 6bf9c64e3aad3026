import { type Temporal } from 'temporal-polyfill';
import { type CaseType, type ClockDefinition } from '../case/case-type.js';
import { type SpanUnit } from '../span/index.js';
import { type ClockState, ranUntil } from './clock.js';

/** What a list shows of a case's time (time.md §4), derived from its clocks. */
export interface Headline {
  readonly dueAt: Temporal.Instant | null;
  readonly dueClock: string | null;
  readonly warnAt: Temporal.Instant | null;
  readonly originalDueAt: Temporal.Instant | null;
  readonly provisional: boolean;
  /** False once no clock is left or all stand still: then the case is never overdue. */
  readonly running: boolean;
  /** The instant at which the shown clock stopped counting; null while it runs. */
  readonly stoodAt: Temporal.Instant | null;
  /** `wd`, `nd`, …: the unit in which days overdue are counted. */
  readonly unit: SpanUnit | null;
}

const none: Headline = {
  dueAt: null,
  dueClock: null,
  warnAt: null,
  originalDueAt: null,
  provisional: false,
  running: false,
  stoodAt: null,
  unit: null,
};

/** The headline clock while it runs; otherwise the running clock that is due first; with none left, the headline's last due. */
export function headlineOf(type: CaseType, clocks: readonly ClockState[]): Headline {
  const ofCase = clocks.filter(({ subject }) => subject === '');
  const headline = headlineIn(type, clocks);
  if (headline?.status === 'running') return shown(type, headline);
  const first = ofCase.filter(({ status }) => status === 'running').sort(byDue)[0];
  if (first) return shown(type, first);
  return headline ? shown(type, headline) : none;
}

/** Of a headline that each part has its own of, the one that runs and is due first; with none running, the last due. */
function headlineIn({ headline }: CaseType, clocks: readonly ClockState[]): ClockState | undefined {
  const own = clocks.filter(({ name }) => name === headline).sort(byDue);
  return own.find(({ status }) => status === 'running') ?? own.at(-1);
}

function shown({ clocks }: CaseType, clock: ClockState): Headline {
  return {
    dueAt: clock.due,
    dueClock: clock.name,
    warnAt: clock.warnAt,
    originalDueAt: clock.originalDue,
    provisional: clock.provisional,
    // on a review date the system goes on: nobody is late
    running: clock.status === 'running' && !endsByItself(clocks.get(clock.name)),
    stoodAt: ranUntil(clock),
    unit: clock.span?.unit ?? null,
  };
}

function endsByItself(definition: ClockDefinition | undefined): boolean {
  return definition !== undefined && definition.date !== null && definition.atDue !== null;
}

function byDue(a: ClockState, b: ClockState): number {
  return a.due.epochMilliseconds - b.due.epochMilliseconds;
}
