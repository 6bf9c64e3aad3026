import { searchTokens, type SoughtToken } from '#domain';

/** The lexemes under which a text is found: its words, each with its county before it, so that no search reads another county's texts. */
export function searchLexemes(countyCode: string, text: string): readonly string[] {
  return searchTokens(text).map((token) => `${countyCode}:${token}`);
}

/** What `search @@ …::tsquery` asks for texts that hold all of these tokens; null where there are none. */
export function queryOfAll(countyCode: string, tokens: readonly SoughtToken[]): string | null {
  const lexemes = tokens.map(({ token, begins }) => `${quoted(`${countyCode}:${token}`)}${begins ? ':*' : ''}`);
  return lexemes.length > 0 ? lexemes.join(' & ') : null;
}

/** What asks for texts that hold any of these tokens; null where there are none. */
export function queryOfAny(countyCode: string, tokens: readonly string[]): string | null {
  return tokens.length > 0 ? tokens.map((token) => quoted(`${countyCode}:${token}`)).join(' | ') : null;
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''")}'`;
}
