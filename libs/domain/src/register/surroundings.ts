import { type DutyEntry, type LinkEntry, type OrganisationEntry, type PostingEntry } from './entries.js';
import { type Term } from './term.js';

/** An entry that a register holds. */
export type Kept<Entry> = Entry & { readonly id: string };

/**
 * What of a county's registers entries are judged against: whatever they name, and whatever could collide with them.
 * `id` of the judged entry itself, when it is corrected or ended, is not held against it.
 */
export interface RegisterSurroundings {
  readonly countyCode: string;
  /** The instant of the change, in epoch milliseconds. */
  readonly now: number;
  /** When each region was in force; a code that was never any of the county's is missing. */
  readonly regions: ReadonlyMap<string, readonly Term[]>;
  readonly persons: ReadonlySet<string>;
  readonly organisations: readonly Kept<OrganisationEntry>[];
  readonly postings: readonly Kept<PostingEntry>[];
  readonly links: readonly Kept<LinkEntry>[];
  readonly duties: readonly Kept<DutyEntry>[];
}

/** A county of which nothing is known. */
export const emptySurroundings = (countyCode: string, now: number): RegisterSurroundings => ({
  ...{ countyCode, now, regions: new Map(), persons: new Set() },
  ...{ organisations: [], postings: [], links: [], duties: [] },
});
