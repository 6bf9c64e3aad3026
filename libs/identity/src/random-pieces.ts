import { randomFillSync } from 'node:crypto';

/** Pieces drawn for at once: asking the kernel for each costs more than sealing what it is for. */
const piecesAtOnce = 256;

/** Random pieces of one length, none handed out twice. */
export class RandomPieces {
  private pool = Buffer.alloc(0);
  private used = 0;

  constructor(private readonly length: number) {}

  next(): Buffer {
    if (this.used === this.pool.length) {
      // a new buffer each time: pieces already handed out are views of the old one
      this.pool = randomFillSync(Buffer.allocUnsafeSlow(this.length * piecesAtOnce));
      this.used = 0;
    }
    return this.pool.subarray(this.used, (this.used += this.length));
  }
}
