import { searchTokens } from '#domain';

/**
 * The lexemes under which a text is found: its words, and its county, so that the index itself leaves out what other
 * counties have written with the same words.
 */
export function searchLexemes(countyCode: string, text: string): readonly string[] {
  return [countyLexeme(countyCode), ...searchTokens(text)];
}

/** What `search @@ …::tsquery` asks for these words; null where they hold nothing to search by. */
export function searchQuery(countyCode: string, words: string): string | null {
  const tokens = searchTokens(words);
  if (tokens.length === 0) return null;
  return [countyLexeme(countyCode), ...tokens].map((one) => `'${one.replaceAll("'", "''")}'`).join(' & ');
}

/** No word holds a colon. */
function countyLexeme(countyCode: string): string {
  return `county:${countyCode}`;
}
