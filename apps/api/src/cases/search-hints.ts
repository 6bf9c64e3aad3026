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
} satisfies Record<string, Say>;

/** What the answer of a search says beside its cases. */
export type SearchHint = keyof typeof hints;

export function tellHint(code: SearchHint, language: Language) {
  return { code, text: hints[code][language]({}) };
}
