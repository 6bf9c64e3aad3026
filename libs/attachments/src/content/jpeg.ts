import { type Bytes } from './bytes.js';
import { type Piece } from './pieces.js';

const [soi, eoi, sos] = [0xd8, 0xd9, 0xda] as const;
const chunk = 64 * 1024;

/**
 * A photo as what shows it: tables, frames, scans and colours. Where and by what it was taken (EXIF, XMP, IPTC), comments, small
 * previews and whatever hangs behind its end stay away; which side is up is told anew. Null where it is no whole photo.
 */
export async function piecesOfJpeg(source: Bytes): Promise<Piece[] | null> {
  const kept: Piece[] = [];
  let [at, orientation, hasScan] = [2, 1, false];
  if (!(await source.read(0, 2)).equals(Buffer.from([0xff, soi]))) return null;
  for (;;) {
    const marker = await markerAt(source, at);
    if (!marker) return null;
    const { code, end } = marker;
    if (code === eoi) {
      if (!hasScan) return null;
      const turned = orientation === 1 ? [] : [sideUp(orientation)];
      return [Buffer.from([0xff, soi]), ...turned, ...kept, Buffer.from([0xff, eoi])];
    }
    const told = await source.read(end, 2);
    const length = told.length === 2 ? told.readUInt16BE() : 0;
    const after = end + length;
    if (length < 2 || after > source.size) return null;
    const head = await source.read(end + 2, Math.min(length - 2, 64));
    if (code === 0xe1 && begins(head, 'Exif\0\0')) orientation = orientationIn(await source.read(end + 8, length - 8));
    if (code === sos) {
      const scanned = await endOfScan(source, after);
      if (scanned === null) return null;
      hasScan = true;
      kept.push({ from: end - 2, to: scanned });
      at = scanned;
    } else {
      if (shows(code, head)) kept.push({ from: end - 2, to: after });
      at = after;
    }
  }
}

/** The marker there, with where it ends; markers may be filled up with any number of 0xff before. */
async function markerAt(source: Bytes, from: number): Promise<{ code: number; end: number } | null> {
  const bytes = await source.read(from, 16);
  if (bytes[0] !== 0xff) return null;
  const at = bytes.findIndex((byte) => byte !== 0xff);
  return at < 1 ? null : { code: bytes[at]!, end: from + at + 1 };
}

/** Whether a segment is needed to show the photo. */
function shows(code: number, head: Buffer): boolean {
  if (code >= 0xc0 && code <= 0xcf) return true;
  if (code >= 0xdb && code <= 0xdf) return true;
  if (code === 0xe0) return begins(head, 'JFIF\0');
  if (code === 0xe2) return begins(head, 'ICC_PROFILE\0');
  return code === 0xee && begins(head, 'Adobe');
}

/** Where the next marker stands that is neither a stuffed byte nor a restart; null where the file ends first. */
async function endOfScan(source: Bytes, from: number): Promise<number | null> {
  for (let base = from; base < source.size;) {
    const bytes = await source.read(base, chunk);
    for (let i = bytes.indexOf(0xff); i !== -1 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
      const next = bytes[i + 1]!;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return base + i;
    }
    // the last byte is looked at again, together with what follows it
    base += bytes.length > 1 ? bytes.length - 1 : 1;
  }
  return null;
}

/** Which side is up (1 to 8) by the first directory of an EXIF block; 1 where it does not say. */
function orientationIn(tiff: Buffer): number {
  try {
    const isLittle = tiff.toString('latin1', 0, 2) === 'II';
    const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let i = 0; i < short(directory); i++) {
      const entry = directory + 2 + 12 * i;
      if (short(entry) !== 0x0112) continue;
      const value = short(entry + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // a block that points outside itself says nothing
  }
  return 1;
}

/** An EXIF block that says nothing else. */
function sideUp(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008' + '0001' + '0112000300000001' + '00000000' + '00000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(2 + 6 + tiff.length, 2);
  return Buffer.concat([segment, Buffer.from('Exif\0\0', 'latin1'), tiff]);
}

const begins = (bytes: Buffer, with_: string): boolean => bytes.toString('latin1', 0, with_.length) === with_;
