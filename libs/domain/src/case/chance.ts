/**
 * Whether a case is drawn, with a chance of `percent` in a hundred. `seed` is new for each draw; whoever knows it comes to
 * the same result (FNV-1a, 32 bits).
 */
export function isDrawn(seed: string, percent: number): boolean {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % 100 < percent;
}
