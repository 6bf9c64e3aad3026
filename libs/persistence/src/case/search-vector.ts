import { searchTokens } from '#domain';

/** The lexemes under which a text is found: its words, each with its county before it, so that no search reads another county's texts. */
export function searchLexemes(countyCode: string, text: string): readonly string[] {
  return searchTokens(text).map((token) => `${countyCode}:${token}`);
}

/** What `search @@ …::tsquery` asks for these words; null where they hold nothing to search by. */
export function searchQuery(countyCode: string, words: string): string | null {
  const lexemes = searchLexemes(countyCode, words).map(quoted);
  return lexemes.length > 0 ? lexemes.join(' & ') : null;
}

/** What asks for texts that hold any of these tokens; null where there are none. */
export function queryOfAny(countyCode: string, tokens: readonly string[]): string | null {
  return tokens.length > 0 ? tokens.map((token) => quoted(`${countyCode}:${token}`)).join(' | ') : null;
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''")}'`;
}
