/** The version of a record as an entity tag. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version in `If-Match: "7"`; null where there is none, −1 (never current) where it is something else. */
export function versionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined) return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? -1 : Number(version);
}
