import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type Cell } from '#domain';
import { cellMarkup, type TextStore } from './cells.js';
import { type Mark } from './mark.js';
import { declaration, escaped, main, office } from './markup.js';
import { type Look, stylesPart } from './styles.js';

/** A row to write. Rows come in rising `line`; without one, a row follows the row before. */
export interface RowToWrite {
  readonly cells: readonly Cell[];
  readonly line?: number;
  /** Looks by column; a single one is for the whole row. */
  readonly looks?: Look | readonly (Look | undefined)[];
}

export interface SheetToWrite {
  readonly name: string;
  readonly rows: Iterable<RowToWrite> | AsyncIterable<RowToWrite>;
  /** Ranges like `A1:L1`. */
  readonly merges?: readonly string[];
  /** Widths in characters. */
  readonly widths?: readonly number[];
  /** Lines that stay on top when scrolling. */
  readonly frozen?: number;
}

/**
 * Writes an .xlsx as a stream: rows are asked for as the reader takes bytes, so a hundred thousand cost no more memory
 * than one (with `texts: 'shared'`, the distinct texts). The same rows give the same bytes. A `mark` is printed above and
 * below every page, and stands in the properties of the file.
 */
export function writeWorkbook(
  sheets: readonly SheetToWrite[],
  { texts = 'inline' as 'inline' | 'shared', mark = undefined as Mark | undefined } = {},
): Readable {
  const zip = new ZipFile();
  const options = { mtime: new Date(Date.UTC(2000, 0, 1)), compressionLevel: 6 };
  const shared = texts === 'shared' ? new SharedTexts() : undefined;
  const add = (path: string, markup: string) => zip.addBuffer(Buffer.from(declaration + markup), path, options);

  add('[Content_Types].xml', contentTypes(sheets.length, shared !== undefined, mark !== undefined));
  add(
    '_rels/.rels',
    relations([['officeDocument', 'xl/workbook.xml']], mark ? [[coreProperties, 'docProps/core.xml']] : []),
  );
  if (mark) add('docProps/core.xml', propertiesPart(mark));
  add('xl/workbook.xml', workbook(sheets));
  const targets = sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const);
  add(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...targets,
      ['styles', 'styles.xml'],
      ...(shared ? [['sharedStrings', 'sharedStrings.xml'] as const] : []),
    ]),
  );
  zip.addBuffer(Buffer.from(stylesPart), 'xl/styles.xml', options);
  const addStream = (path: string, pieces: () => AsyncIterable<string> | Iterable<string>) =>
    zip.addReadStreamLazy(path, options, (ready) => ready(null, Readable.from(pieces(), { objectMode: false })));
  sheets.forEach((sheet, index) =>
    addStream(`xl/worksheets/sheet${index + 1}.xml`, () => sheetPieces(sheet, mark, shared)),
  );
  // Parts are written in turn: the texts are known once the last sheet is out.
  if (shared) addStream('xl/sharedStrings.xml', () => shared.pieces());
  zip.end();
  // The library types its output as any stream; it is a PassThrough. A row that fails to come breaks the whole file off.
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  return output;
}

async function* sheetPieces(sheet: SheetToWrite, mark?: Mark, texts?: TextStore): AsyncGenerator<string> {
  const widths = sheet.widths
    ?.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const frozen = sheet.frozen
    ? `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${sheet.frozen}" topLeftCell="A${sheet.frozen + 1}" state="frozen"/></sheetView></sheetViews>`
    : '';
  yield `${declaration}<worksheet xmlns="${main}">${frozen}${widths ? `<cols>${widths}</cols>` : ''}<sheetData>`;
  let line = 0;
  let piece = '';
  for await (const row of sheet.rows) {
    line = row.line ?? line + 1;
    piece += rowMarkup(row, line, texts);
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  const merges = sheet.merges?.map((range) => `<mergeCell ref="${range}"/>`) ?? [];
  const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '';
  yield `${piece}</sheetData>${merged}${printed(mark)}</worksheet>`;
}

function printed(mark: Mark | undefined): string {
  if (!mark) return '';
  // an ampersand begins a code of the format; two are one of the text
  const centred = `&amp;C${escaped(mark.text.replaceAll('&', '&&'))}`;
  return `<headerFooter><oddHeader>${centred}</oddHeader><oddFooter>${centred}</oddFooter></headerFooter>`;
}

function propertiesPart({ text, by, at }: Mark): string {
  const created = `<dcterms:created xsi:type="dcterms:W3CDTF">${escaped(at)}</dcterms:created>`;
  return (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(text)}</dc:title><dc:creator>${escaped(by)}</dc:creator>${created}</cp:coreProperties>`
  );
}

function rowMarkup({ cells, looks }: RowToWrite, line: number, texts?: TextStore): string {
  const lookOf = (column: number) => (typeof looks === 'string' ? looks : looks?.[column]);
  return `<row r="${line}">${cells.map((cell, column) => cellMarkup(cell, column, line, lookOf(column), texts)).join('')}</row>`;
}

class SharedTexts implements TextStore {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  *pieces(): Generator<string> {
    yield `${declaration}<sst xmlns="${main}">`;
    for (const text of this.#numbers.keys()) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
    yield '</sst>';
  }
}

function workbook(sheets: readonly SheetToWrite[]): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name.slice(0, 31))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${entries.join('')}</sheets></workbook>`;
}

const coreProperties = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';

/** Relations of the office kind, and others by their whole type. */
function relations(
  targets: readonly (readonly [type: string, target: string])[],
  others: readonly (readonly [type: string, target: string])[] = [],
): string {
  const all = [...targets.map(([type, target]) => [`${office}/${type}`, target]), ...others];
  const entries = all.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
}

function contentTypes(sheets: number, shared: boolean, properties: boolean): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (path: string, type: string) => `<Override PartName="/xl/${path}" ContentType="${kind}.${type}+xml"/>`;
  const core =
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>';
  const sheetParts = Array.from({ length: sheets }, (_, index) =>
    part(`worksheets/sheet${index + 1}.xml`, 'worksheet'),
  );
  return (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    `${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${shared ? part('sharedStrings.xml', 'sharedStrings') : ''}${sheetParts.join('')}${properties ? core : ''}</Types>`
  );
}
