import { describe, expect, it } from '@jest/globals';
import writeXlsx from 'write-excel-file/node';
import { type LedgerRow } from '#domain';
import { plainParts, sheetMarkup, zipOf } from '../../../../test/support/ledgers/zip.js';
import { openLedger } from '../open-ledger.js';
import { bytesOf } from '../writing/bytes-of.js';
import { writeWorkbook } from '../writing/write-workbook.js';

async function rowsIn(bytes: Buffer, sheet?: string): Promise<LedgerRow[]> {
  const opened = await openLedger(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const rows: LedgerRow[] = [];
  for await (const batch of opened.ledger.rowsOf(sheet ?? opened.ledger.sheets[0]!.name)) rows.push(...batch);
  opened.ledger.close();
  return rows;
}

const cellsIn = async (parts: Record<string, string | Buffer | null>) =>
  (await rowsIn(await zipOf(parts))).map((row) => row.cells);
const sheet = (rows: string) => ({ 'xl/worksheets/sheet1.xml': sheetMarkup(rows) });

describe('cells', () => {
  it('as another program writes them', async () => {
    const day = (iso: string) => ({ value: new Date(iso), type: Date, format: 'yyyy/mm/dd' });
    const bytes = await writeXlsx([
      [{ value: '登记日期' }, { value: '村' }, null, { value: '件数' }],
      [day('2026-07-03T00:00:00Z'), { value: '苏区村 & <北山>' }, null, { value: 19900001111 }],
      [day('2026-07-03T16:16:00Z'), { value: true, type: Boolean }, null, { value: 0.5 }],
    ]).toBuffer();
    expect(await rowsIn(bytes)).toEqual([
      { line: 1, cells: ['登记日期', '村', null, '件数'] },
      { line: 2, cells: [{ kind: 'date', date: '2026-07-03' }, '苏区村 & <北山>', null, 19900001111] },
      { line: 3, cells: [{ kind: 'date', date: '2026-07-03', time: '16:16' }, true, null, 0.5] },
    ]);
  });

  it('as we write them ourselves, control characters and escapes included', async () => {
    const cells = [
      'a_x000D_b',
      '换\n行\ttab',
      'bell\u0007',
      '"<&>',
      1.5,
      false,
      { kind: 'date', date: '1999-12-31' } as const,
      '  两端  ',
    ];
    for (const texts of ['inline', 'shared'] as const) {
      expect(
        (await rowsIn(await bytesOf(writeWorkbook([{ name: 'A', rows: [{ cells, line: 7 }] }], { texts }))))[0],
      ).toEqual({ line: 7, cells });
    }
  });

  it('of every kind in the format', async () => {
    const texts =
      '<sst><si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><t>text</t></r><rPh><t>reading</t></rPh></si><si/></sst>';
    const row =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>99</v></c>' +
      '<c r="E1" t="str"><f>A1&amp;"x"</f><v>plainx</v></c><c r="F1"><f>SUM(1,2)</f><v>3</v></c><c r="G1" t="e"><v>#REF!</v></c>' +
      '<c r="H1" t="b"><v>1</v></c><c r="I1" t="d"><v>2026-07-03T16:16:00</v></c><c r="J1" t="n"><v>1.5E3</v></c><c r="K1"><v></v></c>' +
      '<c r="L1" t="inlineStr"><is><t>&#20013;&#x6587;</t></is></c>';
    expect(await cellsIn({ ...sheet(`<row r="1">${row}</row>`), 'xl/sharedStrings.xml': texts })).toEqual([
      [
        'plain', 'rich text', null, null, 'plainx', 3, { kind: 'error', code: '#REF!' }, true,
        { kind: 'date', date: '2026-07-03', time: '16:16' }, 1500, null, '中文',
      ],
    ]); // prettier-ignore
  });

  it.each([
    ['14', '', true], ['22', '', true], ['31', '', true], ['57', '', true], ['0', '', false], ['1', '', false], ['45', '', false], ['20', '', false],
    ['164', 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', true], ['164', '[$-804]yyyy/m/d', true], ['164', '[DBNum1]m月d日', true], ['164', 'e年m月', true],
    ['164', '0.00E+00', false], ['164', '&quot;day &quot;0', false], ['164', '[Red]0.0', false], ['164', 'h:mm', false], ['164', '0\\d', false],
  ])('number format %s %s shows a date: %p', async (id, code, isDate) => {
    const formats = id === '164' ? `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts>` : '';
    const styles = `<styleSheet>${formats}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
    const [cells] = await cellsIn({ ...sheet('<row r="1"><c r="A1" s="1"><v>46206</v></c><c r="B1" s="0"><v>46206</v></c></row>'), 'xl/styles.xml': styles });
    expect(cells).toEqual([isDate ? { kind: 'date', date: '2026-07-03' } : 46206, 46206]);
  }); // prettier-ignore

  it('counted from 1904 where the workbook says so', async () => {
    const workbook = plainParts['xl/workbook.xml'].replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const row = '<row r="1"><c r="A1" s="0"><v>44744</v></c></row>';
    expect(await cellsIn({ ...sheet(row), 'xl/workbook.xml': workbook, 'xl/styles.xml': styles })).toEqual([
      [{ kind: 'date', date: '2026-07-03' }],
    ]);
  });
});

describe('sheets', () => {
  it('whose rows and cells do not name their places are counted', async () => {
    const rows =
      '<row><c t="str"><v>a</v></c><c/><c t="str"><v>b</v></c></row><row/><row><c t="str"><v>c</v></c></row>';
    expect(await rowsIn(await zipOf(sheet(rows)))).toEqual([
      { line: 1, cells: ['a', null, 'b'] },
      { line: 3, cells: ['c'] },
    ]);
  });

  it('with prefixes, line breaks between elements, or in UTF-16', async () => {
    const markup =
      '<?xml version="1.0"?>\n<x:worksheet xmlns:x="m">\n<x:sheetData>\n<x:row r="2">\n<x:c r="B2" t="str">\n<x:v>村</x:v>\n</x:c>\n</x:row>\n</x:sheetData>\n</x:worksheet>';
    for (const content of [markup, Buffer.from(`\uFEFF${markup}`, 'utf16le')]) {
      expect(await rowsIn(await zipOf({ 'xl/worksheets/sheet1.xml': content }))).toEqual([
        { line: 2, cells: [null, '村'] },
      ]);
    }
  });

  it('cells with a format only are passed over, and move no other cell', async () => {
    const rows =
      '<row r="1"><c r="A1" s="1"/><c r="B1" s="1"></c><c r="C1" t="str"><v>c</v></c><c r="D1" s="2" /></row><row r="2"><c r="A2" s="1"/></row>';
    expect(await rowsIn(await zipOf(sheet(rows)))).toEqual([{ line: 1, cells: [null, null, 'c'] }]);
  });

  it('tell their merged ranges and whether they are hidden', async () => {
    const bytes = await bytesOf(writeWorkbook([{ name: '甲', rows: [{ cells: ['x'] }], merges: ['A1:C1', 'D1:D2'] }]));
    const opened = await openLedger(bytes);
    expect(opened.ok && opened.ledger.sheets[0]).toMatchObject({
      name: '甲',
      hidden: false,
      merges: [
        { firstColumn: 0, lastColumn: 2, firstLine: 1, lastLine: 1 },
        { firstColumn: 3, lastColumn: 3, firstLine: 1, lastLine: 2 },
      ],
    });
    const hidden = await openLedger(
      await zipOf({
        'xl/workbook.xml': plainParts['xl/workbook.xml'].replace('<sheet ', '<sheet state="veryHidden" '),
      }),
    );
    expect(hidden.ok && hidden.ledger.sheets[0]?.hidden).toBe(true);
  });

  it('can be left in the middle, and read again from the start', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ cells: [`第${index}行，合成数据`] }));
    const opened = await openLedger(await bytesOf(writeWorkbook([{ name: 'A', rows }])));
    if (!opened.ok) throw new Error(opened.problem.code);
    for (let time = 0; time < 3; time++) {
      for await (const batch of opened.ledger.rowsOf('A')) {
        if (batch.length === 0) continue;
        expect(batch[0]).toEqual({ line: 1, cells: ['第0行，合成数据'] });
        break;
      }
    }
    opened.ledger.close();
  });
});
