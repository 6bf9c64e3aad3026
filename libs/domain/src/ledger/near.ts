/**
 * The candidates that a person may have meant by `word`, best first, at most `limit`.
 * They are offered, never taken: one character apart for short names, two for names of five or more.
 */
export function nearestTo(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const reach = word.length >= 5 ? 2 : 1;
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > reach) continue;
    const distance = editDistance(word, candidate);
    // One shared character of two is no likeness.
    if (distance <= reach && distance < Math.max(word.length, candidate.length)) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return [...new Set(found.map((hit) => hit.candidate))].slice(0, limit);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
