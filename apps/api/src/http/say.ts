import { type Language } from './language.js';

type Sentence = (data: Readonly<Record<string, unknown>>) => string;

/** A sentence in both languages, with what it is about put into its braces. */
export type Say = Readonly<Record<Language, Sentence>>;

/** Texts stand as they are written: `{name}` in them is filled. */
export const say = (zh: string | Sentence, en: string | Sentence): Say => ({
  zh: typeof zh === 'string' ? filled(zh) : zh,
  en: typeof en === 'string' ? filled(en) : en,
});

/** Puts data into the braces of a sentence. */
function filled(sentence: string): Sentence {
  return (data) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? '…'));
}
