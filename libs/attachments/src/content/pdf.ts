import { type Bytes } from './bytes.js';
import { type Piece } from './pieces.js';

/** A document that begins as one, ends as one, and has nothing hanging behind its end; null where it does not. */
export async function piecesOfPdf(source: Bytes): Promise<Piece[] | null> {
  const head = (await source.read(0, 8)).toString('latin1');
  const tail = (await source.read(Math.max(0, source.size - 1024), 1024)).toString('latin1');
  return /^%PDF-[12]\.\d/.test(head) && /%%EOF[\s\0]*$/.test(tail) ? [{ from: 0, to: source.size }] : null;
}
