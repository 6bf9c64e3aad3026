import { withoutNumbers } from '../person/numbers-in-text.js';

/** Characters of one text that are compared: what a problem is stands at its beginning, and nobody may make this dear. */
const compared = 1_000;

/** Words that every request holds, whatever it is about: they say nothing about what two have in common. */
const sayNothing = [
  ...['反映', '反应', '村民', '群众', '居民', '大家', '问题', '情况', '希望', '请求', '要求', '建议', '诉求', '盼望'],
  ...['尽快', '及时', '马上', '早日', '解决', '处理', '帮助', '帮忙', '有关', '相关', '部门', '领导', '政府', '单位'],
  ...['我们', '你们', '他们', '咱们', '本村', '我村', '村里', '村内', '村中', '目前', '现在', '最近', '近期', '近日'],
  ...['一直', '已经', '多次', '经常', '这个', '那个', '这里', '那里', '没有', '可以', '需要', '进行', '因为', '由于'],
  ...['所以', '导致', '造成', '影响', '严重', '非常', '比较', '十分', '什么', '怎么', '如何', '请问', '谢谢', '派人'],
  ...[
    '自然村',
    '不知道',
    '能不能',
    '要不要',
    '没有人',
    '没人',
    '有人',
    '时候',
    '地方',
    '开始',
    '以后',
    '以前',
    '星期',
    '礼拜',
    '小时',
    '月份',
  ],
];
/** How many and how long. */
const counted = '[一二两三四五六七八九十几多半每上下今昨前这那](?:个|天|次|年|日|周|月|夜|位|名|户|处|期|条|些)+';
/** Characters that join words and belong to none. */
const joining = '的了着是在和与及或就都也很太还又把被让向从到于吗呢吧啊呀嘛我你您他她它们这那哪其之而但若则';

const words = new RegExp(`${sayNothing.join('|')}|${counted}|[${joining}]`, 'gu');

/** A run of Chinese characters between joining words, or a Latin word or number as it stands. */
export interface Piece {
  readonly text: string;
  readonly chinese: boolean;
}

/**
 * What a text says, in pieces: small letters of plain width, without the numbers of a person (what is masked is compared
 * with nothing either) and without the words that every request holds.
 */
export function piecesOf(text: string): readonly Piece[] {
  const plain = withoutNumbers([...text].slice(0, compared).join(''))
    .normalize('NFKC')
    .toLowerCase();
  const runs = plain.replace(words, ' ').matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu);
  return [...runs].map(([run]) => ({ text: run, chinese: /^\p{Script=Han}/u.test(run) }));
}

/** What a piece is compared by: the pairs of its characters, or the whole of a word or number; of one character, nothing. */
export function gramsOf({ text, chinese }: Piece): readonly string[] {
  if (!chinese) return [text];
  const characters = [...text];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
