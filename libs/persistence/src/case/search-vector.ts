import { searchTokens } from '#domain';

/** The lexemes under which a text is found: its words, each with its county before it, so that no search reads another county's texts. */
export function searchLexemes(countyCode: string, text: string): readonly string[] {
  return searchTokens(text).map((token) => `${countyCode}:${token}`);
}

/** What `search @@ …::tsquery` asks for these words; null where they hold nothing to search by. */
export function searchQuery(countyCode: string, words: string): string | null {
  const lexemes = searchLexemes(countyCode, words).map((one) => `'${one.replaceAll("'", "''")}'`);
  return lexemes.length > 0 ? lexemes.join(' & ') : null;
}
