import { type Cell, compact, textOf, tidy } from './cell.js';

/** Who asked, as the ledger says it. A masked phone (138****5678) is known to be masked and not kept. */
export interface Requester {
  readonly name: string | null;
  readonly phone: string | null;
}

export type RequesterReading =
  | { ok: true; requester: Requester; masked: boolean }
  | { ok: false; problem: { code: 'phone-malformed'; digits: number } };

/** Reads a name cell and a phone cell; either may hold both, in any order (`游女士 13827878725`, `电话:…(游某)`). */
export function readRequester(nameCell: Cell, phoneCell: Cell): RequesterReading {
  const fromName = splitPhone(textOf(nameCell));
  const fromPhone = splitPhone(textOf(phoneCell));
  const phone = fromPhone.phone ?? fromName.phone;
  const masked = fromName.masked || fromPhone.masked;
  const bad = phone === null ? fromPhone.digits || fromName.digits : 0;
  if (bad && !masked) return { ok: false, problem: { code: 'phone-malformed', digits: bad } };
  return { ok: true, requester: { name: nameIn(fromName.rest) ?? nameIn(fromPhone.rest), phone }, masked };
}

/** True for a text that is a phone number and nothing else; lets a column without heading be known by its content. */
export function looksLikePhone(text: string): boolean {
  const { phone, rest, masked } = splitPhone(text);
  return (phone !== null || masked) && nameIn(rest) === null;
}

/** True for a text that holds a phone and a name. */
export function looksLikeNameAndPhone(text: string): boolean {
  const { phone, rest } = splitPhone(text);
  return phone !== null && nameIn(rest) !== null;
}

interface Split {
  phone: string | null;
  rest: string;
  masked: boolean;
  /** How many digits a number had that is no phone; 0 where there was none. */
  digits: number;
}

const mobile = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/;
/** Area code and number, or seven to eight digits of the same town; an extension is kept behind a dash. */
const landline = /(?<!\d)(?:\(?(0\d{2,3})\)?[- ]?)?([2-8]\d{6,7})(?:[-转](\d{1,6}))?(?!\d)/;
const maskedPhone = /(?<!\d)\d{2,7}[*xX×]{2,8}\d{0,4}/;

function splitPhone(written: string): Split {
  const text = tidy(written);
  const hidden = maskedPhone.exec(text);
  if (hidden) return { phone: null, rest: text.replace(hidden[0], ' '), masked: true, digits: 0 };
  const cell = mobile.exec(text);
  if (cell) return { phone: cell.slice(1, 4).join(''), rest: withoutNumbers(text), masked: false, digits: 0 };
  const line = landline.exec(text);
  if (line) {
    const phone = [line[1], line[2], line[3]].filter(Boolean).join('-');
    return { phone, rest: withoutNumbers(text), masked: false, digits: 0 };
  }
  const number = /\d[\d \-+.()Ee]{3,}/.exec(text);
  const digits = number ? number[0].replace(/\D/g, '').length : 0;
  return { phone: null, rest: digits ? withoutNumbers(text) : text, masked: false, digits };
}

function withoutNumbers(text: string): string {
  return text.replace(/\+?\(?\d[\d \-()]*(?:转\d+)?/g, ' ');
}

/** What is left of a cell once the number is out: a name, unless it says that there is none. */
function nameIn(text: string): string | null {
  const name = tidy(text.replace(/(联系)?(电话|手机)(号码)?|姓名|诉求人|Tel|[()（）:：,，、;；/|\\—-]/gi, ' '));
  return /^(无|不详|未知|匿名|无名|本人|暂无|略)?$/.test(compact(name)) ? null : name;
}
