/** Languages in which a ledger's problems are told. */
export type Language = 'zh' | 'en';

/** One sentence in both languages. */
export type Sentence = Readonly<Record<Language, string>>;
