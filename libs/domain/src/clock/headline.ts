import { type Temporal } from 'temporal-polyfill';
import { type CaseType } from '../case/case-type.js';
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

/**
 * The headline clock while it runs; otherwise the running clock that is due first; with none left, the headline's last
 * due. In a grey state, which rests on somebody's decision, nobody is late, whatever runs there.
 */
export function headlineOf(type: CaseType, clocks: readonly ClockState[], state: string): Headline {
  const shown = clockShown(type, clocks);
  return type.states.get(state)?.lamp === 'grey' ? { ...shown, running: false, unit: null } : shown;
}

function clockShown(type: CaseType, clocks: readonly ClockState[]): Headline {
  const ofCase = clocks.filter(({ subject }) => subject === '');
  const headline = headlineIn(type, clocks);
  if (headline?.status === 'running') return shown(headline);
  const first = ofCase.filter(({ status }) => status === 'running').sort(byDue)[0];
  if (first) return shown(first);
  return headline ? shown(headline) : none;
}

/** Of a headline that each part has its own of, the one that runs and is due first; with none running, the last due. */
function headlineIn({ headline }: CaseType, clocks: readonly ClockState[]): ClockState | undefined {
  const own = clocks.filter(({ name }) => name === headline).sort(byDue);
  return own.find(({ status }) => status === 'running') ?? own.at(-1);
}

function shown(clock: ClockState): Headline {
  return {
    dueAt: clock.due,
    dueClock: clock.name,
    warnAt: clock.warnAt,
    originalDueAt: clock.originalDue,
    provisional: clock.provisional,
    running: clock.status === 'running',
    stoodAt: ranUntil(clock),
    unit: clock.span?.unit ?? null,
  };
}

function byDue(a: ClockState, b: ClockState): number {
  return a.due.epochMilliseconds - b.due.epochMilliseconds;
}
