/** What an API token may be used for: a part of what its owner may do, never more. */
export interface TokenScope {
  /** Whether it reads only. */
  readonly readOnly: boolean;
  /** The groups of routes that it opens (`cases`, `deadlines`, …), or null: all that tokens may be used for. */
  readonly routeGroups: readonly string[] | null;
}

/** Whether a token of this scope may be used for a call; `me` itself is open to every token, so that a tool knows whose it is. */
export function tokenAllows({ readOnly, routeGroups }: TokenScope, method: string, routeGroup: string): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  if (readOnly && !reads) return false;
  return routeGroups === null || routeGroups.includes(routeGroup) || (reads && routeGroup === 'me');
}

/** Days that a token may be good for, at most: whoever still needs it makes a new one. */
export const longestTokenDays = 365;
