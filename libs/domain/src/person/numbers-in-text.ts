/** A phone or identity number of a person inside a text; `from` and `to` count characters, not code units. */
export interface NumberInText {
  readonly kind: 'identity' | 'mobile' | 'landline';
  /** Its digits as plain ones, with an X at the end of some identity numbers; what is dialled before it comes along. */
  readonly plain: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the numbers of a person in free text, however they are typed: an identity number (18 places, or the 15 of old ones), a
 * mobile phone with or without 0, 86 or 0086, a landline with its area code, a local number of eight digits, or one that
 * a word such as 电话 introduces. A longer run of digits (a case number, a region code, an account), a day and a sum are
 * none of them. Whatever is found here is neither shown nor searched among words: both read this one definition.
 */
export function numbersIn(text: string): readonly NumberInText[] {
  if (!mayHoldOne.test(text)) return [];
  const read = [...text].map(meant).join('');
  return [...read.matchAll(numbers)].map(({ 0: found, index, groups }) => {
    const plain = found
      .toUpperCase()
      .replace(/[\ue000-\ue009]/g, digitOf)
      .replace(/[^0-9X]/g, '');
    const isIdentity = (groups!.identity ?? groups!.old) !== undefined;
    const kind = isIdentity ? 'identity' : groups!.mobile === undefined ? 'landline' : 'mobile';
    return { kind, plain, from: index, to: index + found.length };
  });
}

/** The text without its numbers; a blank stands where each was, so that no word grows together. */
export function withoutNumbers(text: string): string {
  return replaceNumbers(text, () => ' ');
}

/** Each number of a person replaced by what is said of it. */
export function replaceNumbers(text: string, by: (found: NumberInText) => string): string {
  const found = numbersIn(text);
  if (found.length === 0) return text;
  const characters = [...text];
  const parts = found.map((one, i) => characters.slice(found[i - 1]?.to ?? 0, one.from).join('') + by(one));
  return parts.join('') + characters.slice(found.at(-1)!.to).join('');
}

const chinese = '〇一二三四五六七八九';
const alsoChinese: Readonly<Record<string, string>> = { 零: '〇', '○': '〇', 幺: '一' };
/** Chinese digits are read apart from the others: 统一13800005678 is a word and a number, and no run of twelve digits. */
const firstChineseDigit = 0xe000;

/** One UTF-16 unit for each character: what it means where it is a digit or a sign, full width, circled or Chinese. */
function meant(character: string): string {
  if (character < '\x80') return character;
  const value = chinese.indexOf(alsoChinese[character] ?? character);
  if (value >= 0) return String.fromCharCode(firstChineseDigit + value);
  const plain = character.normalize('NFKC');
  const digits = plain.match(/[0-9]/g);
  if (digits?.length === 1) return digits[0];
  if (plain.length === 1) return plain;
  return character.length === 1 ? character : '\ufffc';
}

function digitOf(chineseDigit: string): string {
  return String(chineseDigit.charCodeAt(0) - firstChineseDigit);
}

/** Seven digits not far from one another: most texts hold none, and are read no further. */
const mayHoldOne =
  /(?:[\p{N}零○幺一二三四五六七八九][^\p{N}零○幺一二三四五六七八九]{0,2}){6}[\p{N}零○幺一二三四五六七八九]/u;

/** Up to two of these part the digits of one number. What parts statements (、 ; : 。 and line ends) is not among them. */
const gap = String.raw`[ \t.,/\\_()[\]|~+'·•・\-‐-―−\u200b-\u200f\u2060\ufeff]{0,2}`;
const numbers = patternOfNumbers();

function patternOfNumbers(): RegExp {
  const one = (from: number, to = from) =>
    `[${from}-${to}${String.fromCharCode(firstChineseDigit + from)}-${String.fromCharCode(firstChineseDigit + to)}]`;
  const digit = one(0, 9);
  const parted = (...digits: readonly string[]) => digits.join(gap);
  const some = (count: number) => parted(...Array.from({ length: count }, () => digit));
  const either = (...ways: readonly string[]) => `(?:${ways.join('|')})`;

  const month = either(parted(one(0), one(1, 9)), parted(one(1), one(0, 2)));
  const day = either(parted(one(0, 2), digit), parted(one(3), one(0, 1)));
  const century = either(parted(one(1), one(8, 9)), parted(one(2), one(0)));
  const identity = either(
    '[0-9]{17}[0-9Xx]',
    parted(some(6), century, some(2), month, day, some(3), `[Xx${digit.slice(1)}`),
  );
  const oldIdentity = parted(some(6), some(2), month, day, some(3));

  const abroad = parted(`(?:${parted(one(0), one(0))}${gap})?${one(8)}`, one(6), '');
  const mobile = `${either(abroad, parted(one(0), ''))}?${parted(one(1), one(3, 9), some(9))}`;
  const landline = `${either(one(0), abroad)}${one(1, 9)}${digit}{1,2}${gap}${some(7)}(?:${gap}${digit})?`;

  const isDay = '(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])';
  const isSum = String.raw`\.?[0-9A-Za-z]|[元万亿吨米户人亩]|号(?!码)`;
  const local = String.raw`(?<![A-Za-z.,¥])(?!${isDay})[2-8][0-9]{7}(?!${isSum})`;
  const introduced = String.raw`(?<=(?:电话|座机|固话|致电|拨打|tel|Tel|TEL)(?:号码?)?[^0-9A-Za-z\u4e00-\u9fff]{0,3})[2-8][0-9]{2,3}${gap}[0-9]{4}`;

  const kinds = `(?<identity>${identity})|(?<mobile>${mobile})|(?<old>${oldIdentity})|${landline}|${local}|${introduced}`;
  return new RegExp(`(?<![0-9])(?:${kinds})(?![0-9])`, 'g');
}
