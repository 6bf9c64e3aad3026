import { maskIdNumber, maskPhone } from './mask.js';

/** Digits as people type them: also full width, and parted by blanks or hyphens. */
const digit = '[0-9０-９]';
const gap = '[ \\-－—·]?';
const times = (count: number) => Array.from({ length: count }, () => digit).join(gap);

/**
 * Numbers of a person inside free text: an identity number (18 places, or the 15 of old ones), a mobile phone with or without 86, a landline with
 * its area code. A longer run of digits (a case number, a region code, an account) is none of them.
 */
const numbers = new RegExp(
  `(?<!${digit})(?:${times(17)}${gap}[0-9０-９XxＸｘ]|${times(15)}|(?:[8８][6６]${gap})?[1１]${gap}[3-9３-９]${gap}${times(9)}|[0０]${digit}{2,3}${gap}${times(7)}${digit}?)(?![0-9０-９])`,
  'g',
);

/** Free text with the phone and identity numbers in it masked; everything else stays. */
export function maskNumbers(text: string): string {
  return text.replace(numbers, (found) => masked(halfWidth(found)));
}

/** Whether there is anything in it to mask. */
export function hasNumbers(text: string): boolean {
  return maskNumbers(text) !== text;
}

function masked(written: string): string {
  const plain = written.replace(/[^0-9X]/g, '');
  if (plain.length === 18 || (plain.length === 15 && !isCase(plain))) return maskIdNumber(plain);
  return plain.length === 15 ? written : maskPhone(plain);
}

/** Fifteen places are an old identity number only if its month and day can be ones. */
function isCase(plain: string): boolean {
  const [month, day] = [Number(plain.slice(8, 10)), Number(plain.slice(10, 12))];
  return month < 1 || month > 12 || day < 1 || day > 31;
}

function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).toUpperCase();
}
