import { type Bytes } from './bytes.js';
import { lengthOf, type Piece } from './pieces.js';

const showing: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Bits of the extended header that announce EXIF and XMP. */
const announcing = 0x08 | 0x04;

/** A picture without EXIF, XMP and what hangs behind it; null where it is none. */
export async function piecesOfWebp(source: Bytes): Promise<Piece[] | null> {
  const riff = await source.read(0, 12);
  if (riff.length < 12 || riff.toString('latin1', 0, 4) !== 'RIFF' || riff.toString('latin1', 8) !== 'WEBP')
    return null;
  const whole = 8 + riff.readUInt32LE(4);
  if (whole > source.size + 1) return null;
  const kept: Piece[] = [];
  let hasPicture = false;
  for (let at = 12; at + 8 <= whole;) {
    const head = await source.read(at, 9);
    if (head.length < 8) return null;
    const type = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    const end = at + 8 + length;
    if (end > source.size) return null;
    if (type === 'VP8X') {
      if (length < 10) return null;
      head[8]! &= ~announcing;
      kept.push(Buffer.from(head), { from: at + 9, to: end });
    } else if (showing.has(type)) kept.push({ from: at, to: end });
    // chunks begin at even places
    if (showing.has(type) && length % 2 === 1) kept.push({ zeros: 1 });
    hasPicture ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
    at = end + (length % 2);
  }
  if (!hasPicture) return null;
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + lengthOf(kept));
  return [Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP')]), ...kept];
}
