import { type Bytes } from './bytes.js';

export type CompoundFile = 'doc' | 'xls' | 'with-macros' | 'other' | 'damaged';

const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Sectors of a directory: far more than a document has. */
const mostSectors = 4_096;
const lastRegular = 0xfffffffa;

/**
 * What an old office file is, by the names in its directory (MS-CFB): a document of Word or Excel, one with macros, or something
 * else, such as an installer.
 */
export async function compoundFileIn(source: Bytes): Promise<CompoundFile> {
  const names = await namesIn(source);
  if (!names) return 'damaged';
  if (['Macros', '_VBA_PROJECT_CUR', '_VBA_PROJECT', 'VBA'].some((name) => names.has(name))) return 'with-macros';
  if (names.has('\x01Ole10Native') || names.has('EncryptedPackage')) return 'other';
  if (names.has('WordDocument')) return 'doc';
  return names.has('Workbook') || names.has('Book') ? 'xls' : 'other';
}

async function namesIn(source: Bytes): Promise<Set<string> | null> {
  const header = await source.read(0, 512);
  if (header.length < 512 || !header.subarray(0, 8).equals(signature)) return null;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const size = 1 << shift;
  const sector = (number: number) => source.read((number + 1) * size, size);
  const table = await tableSectors(header, size, sector);
  const names = new Set<string>();
  const seen = new Set<number>();
  for (let at = header.readUInt32LE(48); at < lastRegular;) {
    if (seen.has(at) || seen.size === mostSectors) return null;
    seen.add(at);
    const entries = await sector(at);
    if (entries.length < size) return null;
    for (let from = 0; from < size; from += 128) {
      const length = entries.readUInt16LE(from + 64);
      if (length >= 2 && length <= 64) names.add(entries.toString('utf16le', from, from + length - 2));
    }
    const perSector = size / 4;
    const holder = table[Math.floor(at / perSector)];
    const links = holder === undefined ? null : await sector(holder);
    if (!links || links.length < size) return null;
    at = links.readUInt32LE((at % perSector) * 4);
  }
  return names;
}

/** Which sectors say what follows what: the first 109 in the header, the others in sectors of their own. */
async function tableSectors(
  header: Buffer,
  size: number,
  sector: (number: number) => Promise<Buffer>,
): Promise<number[]> {
  const table = Array.from({ length: 109 }, (_, i) => header.readUInt32LE(76 + 4 * i));
  let next = header.readUInt32LE(68);
  for (let left = 64; next < lastRegular && left > 0; left--) {
    const more = await sector(next);
    if (more.length < size) break;
    for (let i = 0; i < size / 4 - 1; i++) table.push(more.readUInt32LE(4 * i));
    next = more.readUInt32LE(size - 4);
  }
  return table;
}
