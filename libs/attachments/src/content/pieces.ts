import { type Bytes } from './bytes.js';

/** A part of what is kept: a range of what came in, so many zeros, or bytes of our own. */
export type Piece = { readonly from: number; readonly to: number } | { readonly zeros: number } | Uint8Array;

/** A place to be written over. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly with: 'zeros' | Uint8Array;
}

const chunk = 64 * 1024;

export function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + lengthOfPiece(piece), 0);
}

function lengthOfPiece(piece: Piece): number {
  if (piece instanceof Uint8Array) return piece.length;
  return 'zeros' in piece ? piece.zeros : piece.to - piece.from;
}

/** The pieces one after another, a chunk at a time. */
export async function* reading(source: Bytes, pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      yield piece;
    } else if ('zeros' in piece) {
      for (let left = piece.zeros; left > 0; left -= chunk) yield new Uint8Array(Math.min(left, chunk));
    } else {
      for (let from = piece.from; from < piece.to; from += chunk) {
        const wanted = Math.min(chunk, piece.to - from);
        const bytes = await source.read(from, wanted);
        if (bytes.length !== wanted) throw new Error('what was received is shorter than it was');
        yield bytes;
      }
    }
  }
}

/** The whole with some places written over: as long as before, so that what points into it still does. */
export function patched(size: number, patches: readonly Patch[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to, with: filling } of patches.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(from, done);
    if (to <= start) continue;
    if (start > done) pieces.push({ from: done, to: start });
    pieces.push(filling === 'zeros' ? { zeros: to - start } : filling.subarray(start - from));
    done = to;
  }
  if (size > done) pieces.push({ from: done, to: size });
  return pieces;
}
