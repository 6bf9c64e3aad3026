import { hasNumbers } from '../person/mask-text.js';
import { type PlaceNames } from './place-names.js';

/** One token that a text has to hold; `begins`: that one of its tokens has to begin with. */
export interface SoughtToken {
  readonly token: string;
  readonly begins: boolean;
}

/** One word of a search: a case answers it by its texts, its number or its place. */
export interface SoughtWord {
  readonly tokens: readonly SoughtToken[];
  /** Digits that a case's number may begin with, or end in. */
  readonly digits: string | null;
  /** Villages that bear, or bore, a name with this word in it. */
  readonly villages: readonly string[];
  /** A place and more without a blank between (起步镇路灯): cases there whose texts hold the rest. */
  readonly placed: { readonly villages: readonly string[]; readonly tokens: readonly SoughtToken[] } | null;
}

/** More words than anybody types into a search. */
const wordsAtMost = 8;

/**
 * What `q` asks for: each of its words, all of which have to be found, in one field of the case or in several. Null where
 * it asks for the number of a person, which is no word; a case's number, which begins with the county's code, is none.
 */
export function readQuery(q: string, countyCode: string, places: PlaceNames): readonly SoughtWord[] | null {
  if (hasNumbers(withoutCaseNumbers(q, countyCode))) return null;
  return wordsOf(q)
    .slice(0, wordsAtMost)
    .map((word) => soughtWord(word, places))
    .filter(({ tokens, villages }) => tokens.length > 0 || villages.length > 0);
}

/** The query without what can be the beginning of a case's number. */
export function withoutCaseNumbers(q: string, countyCode: string): string {
  return q.normalize('NFKC').replace(/\d+/g, (digits) => (isCaseNumber(digits, countyCode) ? ' ' : digits));
}

/** Whether a word of the query is a Chinese character alone, by which only words that begin with it are found. */
export function hasLoneCharacter(q: string): boolean {
  return wordsOf(q).some((word) => /^\p{Script=Han}$/u.test(word));
}

function isCaseNumber(digits: string, countyCode: string): boolean {
  return digits.length <= 17 && digits.startsWith(countyCode);
}

function wordsOf(q: string): string[] {
  return (
    q
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** So few digits at the end of a number say nothing. */
const digitsAtLeast = 3;

function soughtWord(word: string, places: PlaceNames): SoughtWord {
  const leading = places.leading(word);
  return {
    tokens: soughtTokens(word),
    digits: /^\d+$/.test(word) && word.length >= digitsAtLeast ? word : null,
    villages: places.containing(word),
    placed: leading && { villages: leading.villages, tokens: soughtTokens(leading.rest) },
  };
}

/**
 * The tokens of one word: pairs of Chinese characters, Latin words and numbers whole. A character alone behind a number
 * or a Latin word (3楼) begins a pair in the text; before one, or between, it may end a longer word there and is left out.
 */
function soughtTokens(word: string): SoughtToken[] {
  const runs = word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
  const tokens = runs.flatMap((run, i): SoughtToken[] => {
    const characters = [...run];
    if (!/^\p{Script=Han}/u.test(run)) return [{ token: run, begins: false }];
    if (characters.length > 1)
      return characters.slice(1).map((one, n) => ({ token: `${characters[n]}${one}`, begins: false }));
    return i === runs.length - 1 ? [{ token: run, begins: true }] : [];
  });
  return [...new Map(tokens.map((one) => [`${one.token}/${one.begins}`, one])).values()];
}
