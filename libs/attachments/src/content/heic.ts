import { type Bytes } from './bytes.js';
import { type Box, boxesIn, freed } from './iso-boxes.js';
import { type Patch, patched, type Piece } from './pieces.js';

/** What a phone writes to describe its picture is some kilobytes. */
const longestMeta = 4 * 1024 * 1024;
const telling: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);
const showing: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat']);
/** Parts of the description that hold words of their own. */
const looseParts: ReadonlySet<string> = new Set(['uuid', 'xml ', 'bxml', 'free', 'skip']);

/**
 * A picture of a phone (HEIF), with the items that tell where and by what it was taken (EXIF, XMP), and whatever belongs to
 * no item, written over with zeros: the rest stays where it is, so that nothing has to be computed anew. Null where it is not understood to
 * the end: what is not understood could hold a place.
 */
export async function piecesOfHeic(source: Bytes): Promise<Piece[] | null> {
  const boxes = await boxesIn(source, 0, source.size);
  const metas = boxes?.filter(({ type }) => type === 'meta') ?? [];
  if (!boxes || metas.length !== 1 || boxes[0]!.type !== 'ftyp') return null;
  // moving pictures are films: they are sent as such
  if (boxes.some(({ type }) => type === 'moov' || type === 'moof')) return null;
  const mediaData = boxes.filter(({ type }) => type === 'mdat');
  const told = await tellingItems(source, metas[0]!, mediaData);
  if (!told) return null;
  const others = boxes.filter(({ type }) => !showing.has(type)).flatMap(freed);
  return patched(source.size, [...others, ...told]);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

async function tellingItems(source: Bytes, meta: Box, mediaData: readonly Box[]): Promise<Patch[] | null> {
  if (meta.to - meta.body > longestMeta) return null;
  const parts = await boxesIn(source, meta.body + 4, meta.to);
  const [info, location, ownData] = ['iinf', 'iloc', 'idat'].map((name) => parts?.find(({ type }) => type === name));
  if (!parts || !info || !location) return null;
  const ids = await idsOfTelling(source, info);
  const table = await source.read(location.body, location.to - location.body);
  const extents = ids && extentsIn(table, ids, ownData);
  if (!extents) return null;
  const holding = [...mediaData, ...(ownData ? [ownData] : [])].map(({ body: from, to }) => ({ from, to }));
  const lies = ({ from, to }: Range) => holding.some((one) => from >= one.from && to <= one.to);
  if (![...extents.telling, ...extents.showing].every(lies)) return null;
  const loose = parts.filter(({ type }) => looseParts.has(type)).flatMap(freed);
  const blanks = [...extents.telling, ...holding.flatMap((one) => gapsOf(one, extents.showing))];
  return [...loose, ...blanks.map((range): Patch => ({ ...range, with: 'zeros' }))];
}

/** What of a range none of the others covers. */
function gapsOf({ from, to }: Range, covering: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let done = from;
  for (const one of covering.toSorted((a, b) => a.from - b.from)) {
    if (one.from >= to) break;
    if (one.from > done) gaps.push({ from: done, to: one.from });
    done = Math.max(done, one.to);
  }
  return done < to ? [...gaps, { from: done, to }] : gaps;
}

/** Ids of the items that tell something. */
async function idsOfTelling(source: Bytes, info: Box): Promise<Set<number> | null> {
  const [version] = await source.read(info.body, 1);
  const entries = await boxesIn(source, info.body + 4 + (version === 0 ? 2 : 4), info.to);
  if (!entries) return null;
  const ids = new Set<number>();
  for (const { type, body } of entries) {
    const entry = await source.read(body, 16);
    if (type !== 'infe' || entry.length < 14 || (entry[0] !== 2 && entry[0] !== 3)) return null;
    const [id, rest] = entry[0] === 2 ? [entry.readUInt16BE(4), 8] : [entry.readUInt32BE(4), 10];
    if (telling.has(entry.toString('latin1', rest, rest + 4))) ids.add(id);
  }
  return ids;
}

/** Where the items lie, those that tell apart; null where that is said in a way that is not understood. */
function extentsIn(
  table: Buffer,
  ids: ReadonlySet<number>,
  ownData: Box | undefined,
): { telling: Range[]; showing: Range[] } | null {
  try {
    const version = table[0]!;
    if (version > 2) return null;
    const sizes = table.readUInt16BE(4);
    const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
    const indexSize = version === 0 ? 0 : sizes & 15;
    const found = { telling: [] as Range[], showing: [] as Range[] };
    let at = 6;
    const next = (bytes: number): number => {
      if (bytes === 0) return 0;
      const value = bytes === 8 ? Number(table.readBigUInt64BE(at)) : table.readUIntBE(at, bytes);
      at += bytes;
      return value;
    };
    for (let items = next(version < 2 ? 2 : 4); items > 0; items--) {
      const isTelling = ids.has(next(version < 2 ? 2 : 4));
      const method = version === 0 ? 0 : next(2) & 15;
      const isElsewhere = next(2) !== 0;
      const base = next(baseSize);
      for (let extents = next(2); extents > 0; extents--) {
        next(indexSize);
        const [offset, length] = [next(offsetSize), next(lengthSize)];
        // a length of nothing is "to the end", whatever that holds
        if (isElsewhere || length === 0 || method > 1 || (method === 1 && !ownData)) return null;
        const from = base + offset + (method === 1 ? ownData!.body : 0);
        found[isTelling ? 'telling' : 'showing'].push({ from, to: from + length });
      }
    }
    return found;
  } catch {
    // a table that ends too early
    return null;
  }
}
