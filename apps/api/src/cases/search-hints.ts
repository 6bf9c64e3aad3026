import { type Language } from '../http/language.js';
import { type Say, say } from '../http/say.js';

const hints = {
  'numbers-not-searched': say(
    '电话号码和证件号码不按正文查找。按电话查找诉求人,只对可以查看诉求人的岗位开放。',
    'Phone and identity numbers are not searched for in texts. Only who may see requesters finds them by phone.',
  ),
  'requesters-searched': say(
    '只在您可以查看的诉求人中按电话查找;本次查找已记录,与查看诉求人合并计次。',
    'Looked up among the phones of requesters whom you may see; this is on record and counts like showing one.',
  ),
  'one-character': say(
    '单个字只能找到以它开头的词(“水”找得到“水管”,找不到“停水”)。请写两个字以上。',
    'A character alone finds only words that begin with it. Write two characters or more.',
  ),
} satisfies Record<string, Say>;

/** What the answer of a search says beside its cases. */
export type SearchHint = keyof typeof hints;

export function tellHint(code: SearchHint, language: Language) {
  return { code, text: hints[code][language]({}) };
}
