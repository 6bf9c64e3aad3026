import { gramsOf, type Piece } from './pieces.js';

/** The longest runs of characters, and the words and numbers, that stand in both: each once, in the order of the first. */
export function sharedRuns(asked: readonly Piece[], other: readonly Piece[]): readonly string[] {
  const grams = new Set(other.flatMap(gramsOf));
  const runsOfOther = other.filter(({ chinese }) => chinese).map(({ text }) => text);
  const found = new Set<string>();
  for (const piece of asked) {
    if (!piece.chinese) {
      if (grams.has(piece.text)) found.add(piece.text);
    } else for (const run of runsIn([...piece.text], grams, runsOfOther)) found.add(run);
  }
  return [...found].filter((run) => ![...found].some((longer) => longer !== run && longer.includes(run)));
}

/** From each pair that both hold, as far as both go on alike. */
function runsIn(characters: readonly string[], grams: ReadonlySet<string>, others: readonly string[]): string[] {
  const runs: string[] = [];
  let reached = 0;
  for (let from = 0; from + 1 < characters.length; from++) {
    let to = from + 2;
    if (!grams.has(characters.slice(from, to).join(''))) continue;
    while (to < characters.length && grams.has(characters.slice(to - 1, to + 1).join(''))) {
      const longer = characters.slice(from, to + 1).join('');
      if (!others.some((run) => run.includes(longer))) break;
      to++;
    }
    // a run that ends where one before it ended is its tail
    if (to > reached) runs.push(characters.slice(from, to).join(''));
    reached = Math.max(reached, to);
  }
  return runs;
}
