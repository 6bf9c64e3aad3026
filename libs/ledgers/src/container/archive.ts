import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { refuse, UnreadableFile } from '../file-problem.js';
import { type LedgerLimits } from '../limits.js';
import { bufferOf, type LedgerSource } from './source.js';

/** The parts of a workbook's container, inflated on demand and never beyond the limits. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: LedgerLimits,
  ) {}

  /** Opens a zip and holds its table of contents against the limits: what it declares is refused before it is inflated. */
  static async open(source: LedgerSource, limits: LedgerLimits): Promise<Archive> {
    const options = { lazyEntries: true, autoClose: false };
    const zip = await damaged(null, () =>
      source instanceof Uint8Array ? fromBufferPromise(bufferOf(source), options) : openPromise(source.path, options),
    );
    try {
      return new Archive(zip, await damaged(null, () => tableOf(zip, limits)), limits);
    } catch (problem) {
      zip.close();
      throw problem;
    }
  }

  has(part: string): boolean {
    return this.entries.has(part);
  }

  get parts(): string[] {
    return [...this.entries.keys()];
  }

  /**
   * The inflated bytes of a part. Counts them against the same limits again, because a table of contents can lie, and
   * compares the checksum at the end, so that a file cut or altered on its way is told from a whole one.
   */
  async *bytesOf(part: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(part);
    if (!entry) return refuse({ code: 'damaged', part });
    const stream = await damaged(part, () => this.zip.openReadStreamPromise(entry));
    let [size, sum] = [0, 0];
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        sum = crc32(chunk, sum);
        checkSize(part, size, entry.compressedSize, this.limits);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof UnreadableFile ? error : new UnreadableFile({ code: 'damaged', part });
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) refuse({ code: 'damaged', part });
  }

  close(): void {
    this.zip.close();
  }
}

async function tableOf(zip: ZipFile, limits: LedgerLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.parts) refuse({ code: 'too-large', limit: 'parts', allowed: limits.parts, part: null });
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName: part, uncompressedSize: size, compressedSize } = entry;
    if (entry.isEncrypted()) refuse({ code: 'password-protected' });
    // Two parts of one name are read differently by different programs: a known trick.
    if (entries.has(part)) refuse({ code: 'damaged', part });
    checkSize(part, size, compressedSize, limits);
    if ((total += size) > limits.totalBytes)
      refuse({ code: 'too-large', limit: 'totalBytes', allowed: limits.totalBytes, part });
    entries.set(part, entry);
  }
  return entries;
}

function checkSize(part: string, size: number, packed: number, limits: LedgerLimits): void {
  if (size > limits.partBytes) refuse({ code: 'too-large', limit: 'partBytes', allowed: limits.partBytes, part });
  if (size > limits.inflationFreeBytes && size > packed * limits.inflation) {
    refuse({ code: 'too-large', limit: 'inflation', allowed: limits.inflation, part });
  }
}

/** Whatever the zip library objects to is a damaged file to us; its own words are for programmers. */
async function damaged<T>(part: string | null, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile({ code: 'damaged', part });
  }
}
