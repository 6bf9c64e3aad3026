import { blank, type CaseFacts } from '#domain';
import { Temporal } from 'temporal-polyfill';
import { instantText } from '../sql/instant-text.js';

/** Facts as jsonb: instants travel as ISO strings and come back as instants. */
export function encodeFacts(facts: Partial<CaseFacts>): string {
  const written: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    written[name] = value instanceof Temporal.Instant ? instantText(value) : value;
  }
  return JSON.stringify(written);
}

/** The facts of a new case, without those that are as if nothing were known of them: reading puts those back. */
export function encodeNewFacts(facts: CaseFacts): string {
  const names = Object.keys(facts) as (keyof CaseFacts)[];
  const isKnown = (name: keyof CaseFacts) => facts[name] !== unknown[name] || typeof facts[name] === 'string';
  return encodeFacts(Object.fromEntries(names.filter(isKnown).map((name) => [name, facts[name]])));
}

/** The facts that are others than before. Rules change facts by making new ones, so the same value is the same object. */
export function changedOnly(before: CaseFacts | undefined, after: CaseFacts): Partial<CaseFacts> {
  if (!before) return after;
  const names = Object.keys(after) as (keyof CaseFacts)[];
  return Object.fromEntries(names.filter((name) => after[name] !== before[name]).map((name) => [name, after[name]]));
}

type Stored = {
  [Key in keyof CaseFacts]: CaseFacts[Key] extends Temporal.Instant | null ? string | null : CaseFacts[Key];
};

export function decodeFacts(written: Partial<Stored>): CaseFacts {
  // what was not known when the row was written is not in it
  const stored = { ...unknown, ...written } as Stored;
  // the object is new and nobody's yet: one copy of some fifty facts is enough
  return Object.assign(stored, {
    stateSince: instantIn(stored.stateSince as string),
    openedAt: instantIn(stored.openedAt as string),
    dispatchedAt: instant(stored.dispatchedAt),
    reportedAt: instant(stored.reportedAt),
    completedAt: instant(stored.completedAt),
    confirmedAt: instant(stored.confirmedAt),
    confirmBy: instant(stored.confirmBy),
    urgedAt: instant(stored.urgedAt),
    importedAt: instant(stored.importedAt),
    applications: stored.applications.map((one) => ({ ...one, at: instantIn(String(one.at)) })),
    coHandlers: stored.coHandlers.map((one) => (one.by ? { ...one, by: instantIn(String(one.by)) } : one)),
    acknowledgements: stored.acknowledgements.map((one) => ({ ...one, until: instantIn(String(one.until)) })),
    proposal: stored.proposal && { ...stored.proposal, at: instantIn(String(stored.proposal.at)) },
  }) as unknown as CaseFacts;
}

const unknown: CaseFacts = blank(Temporal.Instant.fromEpochMilliseconds(0));

function instant(text: string | null): Temporal.Instant | null {
  return text === null ? null : instantIn(text);
}

/** The instant that `instantText` wrote: `Date` reads that one form several times as fast as the polyfill reads any. */
function instantIn(text: string): Temporal.Instant {
  return instantAt(Date.parse(text));
}

/** A `timestamptz` column as the driver gives it; `infinity` (a number) is no instant. */
export function instantOf(date: Date): Temporal.Instant;
export function instantOf(date: Date | number | null): Temporal.Instant | null;
export function instantOf(date: Date | number | null): Temporal.Instant | null {
  return date instanceof Date ? instantAt(date.getTime()) : null;
}

/** As many as a busy day's batches share: closings, openings, the instants of an import. */
const kept = 10_000;
const known = new Map<number, Temporal.Instant>();

/**
 * The instant at these milliseconds, the same object for the same instant. The polyfill keeps each one in a `WeakMap`,
 * which costs the garbage collector more than all else that a batch makes; and most instants of a batch are alike.
 */
function instantAt(milliseconds: number): Temporal.Instant {
  const before = known.get(milliseconds);
  if (before) return before;
  if (known.size >= kept) known.clear();
  const instant = Temporal.Instant.fromEpochMilliseconds(milliseconds);
  known.set(milliseconds, instant);
  return instant;
}
