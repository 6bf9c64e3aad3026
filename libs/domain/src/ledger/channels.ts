import { compact } from './cell.js';

/** How a problem came in (来源渠道). `other` keeps the words of the ledger beside it. */
export type LedgerChannel =
  'visit' | 'village' | 'hotline' | 'letter' | 'call' | 'online' | 'leader-mailbox' | 'superior' | 'media' | 'other';

const words: readonly [LedgerChannel, RegExp][] = [
  ['hotline', /12345|热线/],
  ['leader-mailbox', /信箱/],
  ['superior', /上级|转办|交办/],
  ['visit', /走访|入户|下访|下点|挂村|调研|接访下基层/],
  ['call', /来访|上门|接待/],
  ['letter', /来信|信函|书信/],
  ['online', /网|微信|平台|小程序|公众号/],
  ['media', /媒体|报纸|电视|舆情/],
  ['village', /村级|村里|村干部|网格/],
];

/** The channel that a cell names; null where the cell is blank. An unknown word is `other`, never a reason to refuse. */
export function channelNamed(text: string): LedgerChannel | null {
  const word = compact(text);
  if (word === '') return null;
  return words.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other';
}

/** The kind of request a cell names (咨询, 求助, 投诉); null where there is none: a kind is never guessed from a title. */
export function kindNamed(text: string): 'question' | 'help' | 'complaint' | null {
  const word = compact(text);
  if (/咨询|询问|政策解答/.test(word)) return 'question';
  if (/投诉|举报|检举/.test(word)) return 'complaint';
  return /求助|诉求|建议|意见|请求|申请|帮/.test(word) ? 'help' : null;
}
