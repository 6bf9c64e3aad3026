import { type FileProblem, type LooksLike } from '../file-problem.js';

/** The first bytes that `kindOfBytes` wants to see. */
export const sniffLength = 4096;

/**
 * What a file is by its first bytes: a zip container (which may hold a workbook), or a problem. Names and content types
 * that a browser sends are not asked: they are often wrong. `find` searches the whole file (for protected workbooks).
 */
export async function kindOfBytes(
  start: Buffer,
  find: (needle: Buffer) => Promise<boolean>,
): Promise<'zip' | FileProblem> {
  if (start.length === 0) return { code: 'not-a-workbook', looksLike: 'empty' };
  if (start.subarray(0, 4).equals(zip)) return 'zip';
  if (start.subarray(0, 8).equals(compound)) {
    // A protected .xlsx is an OLE file around the encrypted zip; an .xls is an OLE file by itself.
    if (await find(Buffer.from('EncryptedPackage', 'utf16le'))) return { code: 'password-protected' };
    const word = await find(Buffer.from('WordDocument', 'utf16le'));
    return { code: 'not-a-workbook', looksLike: word ? 'word' : 'old-excel' };
  }
  const known = signatures.find(([bytes]) => start.subarray(0, bytes.length).equals(Buffer.from(bytes, 'latin1')));
  return { code: 'not-a-workbook', looksLike: known?.[1] ?? (isText(start) ? 'text' : 'unknown') };
}

const zip = Buffer.from('PK\x03\x04', 'latin1');
const compound = Buffer.from('D0CF11E0A1B11AE1', 'hex');

const signatures: readonly (readonly [string, LooksLike])[] = [
  ['%PDF', 'pdf'],
  ['\x09\x08', 'old-excel'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['Rar!', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['\x1f\x8b', 'archive'],
  ['PK\x05\x06', 'archive'],
];

/** No control characters but line ends and tabs: .csv, HTML and XML that were renamed to .xlsx (any encoding but UTF-16). */
function isText(start: Buffer): boolean {
  if (start.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return true;
  return start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
