/** Words that ledgers use for an outcome and nothing else; anything longer is an account of it, which a person reads in the review. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^(部分|基本)(解决|办结|落实)$/, 'partly'],
  [/^(已)?(解释|说明|解释说明|答复|解释答复)(清楚|到位)?$/, 'explained'],
  [/^(不予支持|无法支持|不符合政策|诉求不合理)$/, 'not-supported'],
  [/^(暂不具备条件|暂无法解决|暂不能解决|暂缓)$/, 'not-yet-possible'],
];

/** The outcome that a ledger's result names; a completed row that names none is reported as solved, for the review to judge. */
export function outcomeTold(result: string | null): string {
  const compact = (result ?? '').replace(/[\s,，。.、;；]+/g, '');
  return words.find(([pattern]) => pattern.test(compact))?.[1] ?? 'solved';
}
