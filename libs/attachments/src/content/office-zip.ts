import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { type Bytes } from './bytes.js';
import { reading } from './pieces.js';

export type OfficeZip = 'docx' | 'xlsx' | 'with-macros' | 'archive' | 'damaged';

/** More parts than any document has. */
const most = 5_000;
/** Programs, and things of other programs that a double click opens. */
const running = /vbaproject|vbadata|macrosheets\/|activex|\.(?:bin|exe|dll|js|vbs|bat|cmd|ps1|scr|com|lnk|jar|hta)$/i;

/** Whether a zip is a document of Word or Excel: by its table of contents; nothing of it is inflated. */
export async function officeZipIn(source: Bytes): Promise<OfficeZip> {
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(new ZipBytes(source), source.size, {
      lazyEntries: true,
      autoClose: false,
    });
  } catch {
    return 'damaged';
  }
  try {
    return await judged(zip);
  } catch {
    return 'damaged';
  } finally {
    zip.close();
  }
}

async function judged(zip: ZipFile): Promise<OfficeZip> {
  if (zip.entryCount > most || zip.comment !== '') return 'archive';
  const names = new Set<string>();
  let first = Infinity;
  for await (const { fileName, relativeOffsetOfLocalHeader } of zip.eachEntry()) {
    // two parts of one name are read differently by different programs
    if (names.has(fileName.toLowerCase())) return 'damaged';
    names.add(fileName.toLowerCase());
    first = Math.min(first, relativeOffsetOfLocalHeader);
  }
  // nothing stands before the first part: no picture or program that is a zip besides
  if (first !== 0 || !names.has('[content_types].xml')) return 'archive';
  const [word, excel] = [names.has('word/document.xml'), names.has('xl/workbook.xml')];
  if (word === excel) return 'archive';
  const hidden = [...names].filter((name) => running.test(name) && !harmless.test(name));
  return hidden.length > 0 ? 'with-macros' : word ? 'docx' : 'xlsx';
}

/** How a printer is set, which Excel keeps as bytes. */
const harmless = /^xl\/printersettings\/printersettings\d+\.bin$/;

class ZipBytes extends RandomAccessReader {
  constructor(private readonly source: Bytes) {
    super();
  }

  override _readStreamForRange(from: number, to: number): Readable {
    return Readable.from(reading(this.source, [{ from, to }]));
  }

  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}
