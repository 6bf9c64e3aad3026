import { describe, expect, it } from '@jest/globals';
import {
  plainParts,
  sheetMarkup as sheet,
  textCell as cell,
  zipOf as altered,
} from '../../../../test/support/ledgers/zip.js';
import { type FileProblem } from '../file-problem.js';
import { type LedgerLimits } from '../limits.js';
import { openLedger } from '../open-ledger.js';
import { bytesOf } from '../writing/bytes-of.js';
import { writeWorkbook } from '../writing/write-workbook.js';

const header = ['登记日期', '村', '问题标题'];
const small = () =>
  bytesOf(writeWorkbook([{ name: '台账', rows: [{ cells: header }, { cells: ['2026-07-03', '苏区村', '合成'] }] }]));

async function problemOf(bytes: Uint8Array, limits?: Partial<LedgerLimits>): Promise<FileProblem | 'read'> {
  const opened = await openLedger(bytes, limits);
  if (!opened.ok) return opened.problem;
  opened.ledger.close();
  return 'read';
}

describe('files that are no workbook', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a list with commas', Buffer.from('登记日期,村\n2026-07-03,苏区村\n'), 'text'],
    ['a page saved as .xls', Buffer.from('<html><table><tr><td>登记日期</td></tr></table></html>'), 'text'],
    ['an old .xls', oleFile('Workbook'), 'old-excel'],
    ['an old .doc', oleFile('WordDocument'), 'word'],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'pdf'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image'],
    ['noise', Buffer.from([1, 2, 3, 250, 0, 7]), 'unknown'],
  ])('%s', async (_, bytes, looksLike) => {
    expect(await problemOf(bytes)).toEqual({ code: 'not-a-workbook', looksLike });
  });

  it('a Word document, which is a zip as well', async () => {
    const target = plainParts['_rels/.rels'].replace('xl/workbook.xml', 'word/document.xml');
    const bytes = await altered({ '_rels/.rels': target, 'word/document.xml': '<document/>' });
    expect(await problemOf(bytes)).toEqual({ code: 'not-a-workbook', looksLike: 'word' });
  });

  it('a zip of something else', async () => {
    expect(await problemOf(await altered({ '_rels/.rels': null }))).toEqual({
      code: 'not-a-workbook',
      looksLike: 'archive',
    });
  });

  it('a workbook behind a password', async () => {
    expect(await problemOf(oleFile('EncryptedPackage'))).toEqual({ code: 'password-protected' });
  });
});

describe('damaged workbooks', () => {
  it('cut off anywhere', async () => {
    const whole = await small();
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await problemOf(whole.subarray(0, Math.floor(whole.length * share)))).toMatchObject({ code: 'damaged' });
    }
  });

  it('with any one byte of its sheet turned over', async () => {
    const whole = await small();
    const at = whole.indexOf('xl/worksheets/sheet1.xml') + 24;
    for (let offset = 4; offset < 60; offset += 7) {
      const turned = Buffer.from(whole);
      turned[at + offset]! ^= 0x55;
      expect(await problemOf(turned)).toMatchObject({ code: expect.stringMatching(/damaged|too-large/) });
    }
  });

  it.each([
    ['stops in the middle of a row', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v>'],
    ['closes what it did not open in order', '<worksheet><sheetData><row r="1"></sheetData></row></worksheet>'],
    ['is empty', ''],
    ['has two roots', `${sheet('')}${sheet('')}`],
    ['jumps back to an earlier row', sheet(`<row r="5">${cell('A5', 'x')}</row><row r="2">${cell('A2', 'y')}</row>`)],
    ['names a cell that cannot be', sheet(`<row r="1">${cell('1A', 'x')}</row>`)],
    ['nests without end', `<worksheet>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</worksheet>`],
  ])('whose sheet %s', async (_, markup) => {
    const bytes = await altered({ 'xl/worksheets/sheet1.xml': markup });
    expect(await problemOf(bytes)).toEqual({ code: 'damaged', part: 'xl/worksheets/sheet1.xml' });
  });

  it('whose sheet is missing', async () => {
    expect(await problemOf(await altered({ 'xl/worksheets/sheet1.xml': null }))).toMatchObject({ code: 'damaged' });
  });

  it('without a sheet', async () => {
    expect(await problemOf(await altered({ 'xl/workbook.xml': '<workbook><sheets/></workbook>' }))).toEqual({
      code: 'no-sheets',
    });
  });
});

describe('hostile workbooks', () => {
  it('with a document type: no entity is ever defined', async () => {
    const laughs = `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${sheet(`<row r="1">${cell('A1', '&b;')}</row>`)}`;
    const outside = `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>${sheet(`<row r="1">${cell('A1', '&a;')}</row>`)}`;
    for (const markup of [laughs, outside]) {
      expect(await problemOf(await altered({ 'xl/worksheets/sheet1.xml': markup }))).toEqual({
        code: 'forbidden-markup',
        part: 'xl/worksheets/sheet1.xml',
      });
    }
  });

  it('that inflate a thousandfold are refused by what they declare, before anything is inflated', async () => {
    const bytes = await altered({ 'xl/worksheets/sheet1.xml': sheet(' '.repeat(20 * 1024 * 1024)) });
    const from = performance.now();
    expect(await problemOf(bytes)).toMatchObject({ code: 'too-large', limit: 'inflation' });
    expect(performance.now() - from).toBeLessThan(200);
  });

  it('that declare less than they hold are stopped while they inflate', async () => {
    const bytes = await altered({ 'xl/worksheets/sheet1.xml': sheet(' '.repeat(20 * 1024 * 1024)) });
    const directory = bytes.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml'));
    // Uncompressed size: 22 bytes before the name in the central directory.
    bytes.writeUInt32LE(1000, directory - 22);
    const from = performance.now();
    expect(await problemOf(bytes)).toMatchObject({ code: 'damaged' });
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('with more of anything than is allowed', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({ cells: [`x${index}`] }));
    const bytes = await bytesOf(writeWorkbook([{ name: 'A', rows }], { texts: 'shared' }));
    expect(await problemOf(bytes, { rows: 29 })).toMatchObject({ code: 'too-large', limit: 'rows', allowed: 29 });
    expect(await problemOf(bytes, { rows: 30 })).toBe('read');
    expect(await problemOf(bytes, { parts: 3 })).toMatchObject({ limit: 'parts' });
    expect(await problemOf(bytes, { fileBytes: 100 })).toMatchObject({ limit: 'fileBytes' });
    expect(await problemOf(bytes, { partBytes: 100 })).toMatchObject({ limit: 'partBytes' });
    expect(await problemOf(bytes, { totalBytes: 1000 })).toMatchObject({ limit: 'totalBytes' });
    expect(await problemOf(bytes, { textBytes: 10 })).toMatchObject({ limit: 'textBytes' });
    const far = await altered({ 'xl/worksheets/sheet1.xml': sheet(`<row r="1">${cell('XFD1', 'x')}</row>`) });
    expect(await problemOf(far)).toMatchObject({ limit: 'columns' });
    const long = await altered({
      'xl/worksheets/sheet1.xml': sheet(`<row r="1">${cell('A1', 'x'.repeat(70_000))}</row>`),
    });
    expect(await problemOf(long)).toMatchObject({ limit: 'cellCharacters' });
  });

  it('with formats dragged over 70,000 empty rows are read in a moment, and nothing is made of those rows', async () => {
    const blank = Array.from({ length: 70_000 }, (_, index) => {
      const cells = [...'ABCDEFGHIJKL'].map((column) => `<c r="${column}${index + 2}" s="1"/>`).join('');
      return `<row r="${index + 2}">${cells}</row>`;
    });
    const markup = sheet(`<row r="1">${cell('A1', '登记日期')}</row>${blank.join('')}`);
    const bytes = await altered({ 'xl/worksheets/sheet1.xml': markup });
    const from = performance.now();
    const opened = await openLedger(bytes);
    if (!opened.ok) throw new Error(opened.problem.code);
    expect(opened.ledger.sheets[0]).toMatchObject({ rows: 1 });
    expect(performance.now() - from).toBeLessThan(3_000);
    opened.ledger.close();
  }, 20_000);
});

/** The head of an OLE file with one entry in its directory. */
function oleFile(entry: string): Buffer {
  return Buffer.concat([
    Buffer.from('D0CF11E0A1B11AE1', 'hex'),
    Buffer.alloc(4088),
    Buffer.from(entry, 'utf16le'),
    Buffer.alloc(512),
  ]);
}
