import { type Temporal } from 'temporal-polyfill';
import { type StateDefinition } from '../case/case-type.js';
import { type ClockOrder } from '../case/effect.js';
import { type EventData } from '../case/event.js';

/** What moves the clocks: the instant, the state that the case is in now, whether it was entered anew, and the effects' orders. */
export interface ClockMove {
  /** When clocks stop or pause. */
  readonly at: Temporal.Instant;
  /** When clocks start or go on: later, where the event was told late. */
  readonly beginsAt: Temporal.Instant;
  readonly state: StateDefinition;
  readonly entered: boolean;
  readonly orders: readonly ClockOrder[];
  /** The event's data: the dates of clocks that have one. */
  readonly data: EventData;
  /** The actions that wait as applications. */
  readonly pending: readonly string[];
}
