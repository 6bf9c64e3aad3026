import { type Bytes } from './bytes.js';
import { type Piece } from './pieces.js';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** What shows a picture, moving ones included; texts, times and EXIF are not among them. */
const showing: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP'],
  ...['acTL', 'fcTL', 'fdAT'],
]);

/** A picture without what else it carries, and without what hangs behind its end; null where it is none. */
export async function piecesOfPng(source: Bytes): Promise<Piece[] | null> {
  if (!(await source.read(0, 8)).equals(signature)) return null;
  const kept: Piece[] = [signature];
  for (let [at, hasData] = [8, false]; ;) {
    const head = await source.read(at, 8);
    if (head.length < 8) return null;
    const type = head.toString('latin1', 4);
    const end = at + 12 + head.readUInt32BE(0);
    if (end > source.size || (at === 8) !== (type === 'IHDR')) return null;
    if (showing.has(type)) kept.push({ from: at, to: end });
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData ? kept : null;
    at = end;
  }
}
