import { withoutNumbers } from '../person/numbers-in-text.js';

/** Longer runs are no words that anybody searches for; an index holds two kilobytes at most. */
const longestWord = 64;

/**
 * The words under which a text is found: every pair of neighbouring Chinese characters (so that 2-character words are
 * found without a dictionary), and Latin words and numbers as they stand, in small letters (design §8). What is masked
 * where it is shown is no word: else a masked number could be guessed by searching.
 */
export function searchTokens(text: string): readonly string[] {
  const tokens = new Set<string>();
  for (const [run] of withoutNumbers(text)
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{Script=Han}]+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu)) {
    if (/^\p{Script=Han}/u.test(run)) pairsOf(run).forEach((pair) => tokens.add(pair));
    else tokens.add(run.slice(0, longestWord));
  }
  return [...tokens];
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
