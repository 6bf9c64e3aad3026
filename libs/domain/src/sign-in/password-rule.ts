import { isPinyinName } from './pinyin.js';

/** Length over composition (NIST SP 800-63B §5.1.1.2): any characters, spaces too, counted as people see them. */
export const shortestPassword = 10;
export const longestPassword = 128;

export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'own-name' | 'repetition' | 'sequence' | 'number';

/** Whose password it would be: what others know of the person makes no secret. */
export interface PasswordOwner {
  readonly accountName: string;
  readonly personName: string;
}

/**
 * What is wrong with a new password; null where nothing is. `isCommon` knows the passwords that are tried first, in
 * lower case. Characters around a common word (`luoyuan2026!`) do not hide it.
 */
export function judgePassword(
  password: string,
  owner: PasswordOwner,
  isCommon: (word: string) => boolean,
): PasswordProblem | null {
  const length = [...password].length;
  if (length < shortestPassword) return 'too-short';
  if (length > longestPassword) return 'too-long';
  const plain = folded(password);
  if (isCommon(plain)) return 'common';
  if (isRepetition(plain)) return 'repetition';
  if (isSequence(plain)) return 'sequence';
  if (isKnownNumber(plain)) return 'number';
  if (isMostlyOwn(plain, owner)) return 'own-name';
  const cores = [/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, /^\P{L}+|\P{L}+$/gu].map((around) => plain.replace(around, ''));
  const isDecorated = (core: string) => core.length >= 4 && plain.length - core.length <= 8;
  if (cores.some((core) => isDecorated(core) && (isCommon(core) || isPinyinName(core)))) return 'common';
  return null;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** `8888888888`, `abcabcabcabc`, `1212121212`: one short piece again and again, or next to no different characters. */
function isRepetition(text: string): boolean {
  return /^(.{1,5}?)\1+.{0,4}$/u.test(text) || new Set(text).size <= 3;
}

const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '一二三四五六七八九十',
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')]);

/** `1234567890`, `abcdefghij`, `qwertyuiop12345`: nothing but runs of the keyboard or the alphabet, of three and more. */
function isSequence(text: string): boolean {
  for (let at = 0; at < text.length;) {
    const run = runs.map((row) => runLength(text, at, row)).reduce((a, b) => Math.max(a, b), 0);
    if (run < 3) return false;
    at += run;
  }
  return true;
}

function runLength(text: string, at: number, row: string): number {
  const from = row.indexOf(text[at]!);
  if (from < 0) return 0;
  let length = 1;
  while (at + length < text.length && row[from + length] === text[at + length]) length++;
  return length;
}

/** A mobile number or an identity number is known to many and tried early. */
const isKnownNumber = (text: string): boolean => /^1[3-9]\d{9}$/.test(text) || /^\d{17}[\dx]$/.test(text);

/** The name of the account or the person with less than a password's worth around it. */
function isMostlyOwn(text: string, { accountName, personName }: PasswordOwner): boolean {
  return [accountName, personName]
    .map((name) => folded(name))
    .some((name) => [...name].length >= 2 && text.includes(name) && [...text.replaceAll(name, '')].length < 8);
}
