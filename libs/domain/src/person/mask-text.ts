import { maskIdNumber, maskPhone } from './mask.js';
import { numbersIn, replaceNumbers } from './numbers-in-text.js';

/** Free text with the phone and identity numbers in it masked; everything else stays. */
export function maskNumbers(text: string): string {
  return replaceNumbers(text, ({ kind, plain }) => (kind === 'identity' ? maskIdNumber(plain) : maskPhone(plain)));
}

/** Whether there is anything in it to mask. */
export function hasNumbers(text: string): boolean {
  return numbersIn(text).length > 0;
}
