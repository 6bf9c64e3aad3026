import { type Posting, type Role } from '#domain';

/** Who may bring a ledger in: the county office, and a township office for its own villages. */
export const importerRoles: readonly Role[] = ['county-office', 'township-office'];

/** The regions whose rows a person may bring in; none where no posting allows it. */
export function importRegions(postings: readonly Posting[]): string[] {
  return [...new Set(postings.filter(({ role }) => importerRoles.includes(role)).map(({ regionCode }) => regionCode))];
}
