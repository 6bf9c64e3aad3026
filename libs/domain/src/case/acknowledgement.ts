import { Temporal } from 'temporal-polyfill';

/** Somebody who knows that the case is overdue, and is spared the repetitions of its ladders until then (time.md §5). */
export interface Acknowledgement {
  readonly personId: string;
  /** The last instant for which it holds. */
  readonly until: Temporal.Instant;
}

/** Until when this person's own acknowledgement holds at the instant; null where none does. */
export function acknowledgedUntil(
  acknowledgements: readonly Acknowledgement[],
  personId: string | null,
  now: Temporal.Instant,
): Temporal.Instant | null {
  return acknowledgements.find((one) => one.personId === personId && holds(one, now))?.until ?? null;
}

/** With one more; those that hold no longer are forgotten. */
export function withAcknowledgement(
  acknowledgements: readonly Acknowledgement[],
  added: Acknowledgement,
  now: Temporal.Instant,
): readonly Acknowledgement[] {
  return [...acknowledgements.filter((one) => one.personId !== added.personId && holds(one, now)), added];
}

function holds({ until }: Acknowledgement, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, until) <= 0;
}
