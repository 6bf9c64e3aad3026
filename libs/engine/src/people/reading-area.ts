import { countyOf, type Posting, townshipOf } from '#domain';

/** Which part of a county's registers a person reads: all of it, or some townships with what is above them. */
export type ReadingArea = 'county' | readonly string[];

/**
 * Whoever holds a post of the county reads the whole registers; whoever is of a township or a village, that township's
 * and the county's own.
 */
export function readingArea(postings: readonly Posting[]): ReadingArea {
  const isOfCounty = postings.some(({ regionCode }) => regionCode === countyOf(regionCode));
  return isOfCounty ? 'county' : [...new Set(postings.map(({ regionCode }) => townshipOf(regionCode)))];
}
