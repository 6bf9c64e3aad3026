import { type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { bytesOf } from '#ledgers';

const ooxml = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The least that makes a workbook of one sheet; tests replace parts of it. */
export const plainParts = {
  '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${ooxml}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': '<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${ooxml}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${ooxml}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="${ooxml}/styles" Target="styles.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheetMarkup(`<row r="1">${textCell('A1', '登记日期')}</row>`),
};

/** A zip of the plain parts with some replaced; `null` leaves one out. */
export async function zipOf(parts: Record<string, string | Buffer | null>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries({ ...plainParts, ...parts })) {
    if (content !== null) zip.addBuffer(Buffer.from(content), path);
  }
  zip.end();
  return bytesOf(zip.outputStream as Readable);
}

export function sheetMarkup(rows: string): string {
  return `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
}

export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}
