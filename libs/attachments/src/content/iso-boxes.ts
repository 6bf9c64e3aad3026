import { type Bytes } from './bytes.js';
import { type Patch } from './pieces.js';

/** A box of an ISO media file (ISO 14496-12): pictures of phones, films and voices are made of them. */
export interface Box {
  readonly type: string;
  readonly from: number;
  /** Where its content begins. */
  readonly body: number;
  readonly to: number;
}

/** More boxes in one place than any camera writes. */
const most = 10_000;

/** The boxes between two places, one after another; null where they do not fill it. */
export async function boxesIn(source: Bytes, from: number, to: number): Promise<Box[] | null> {
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    const head = await source.read(at, 16);
    if (head.length < 8 || boxes.length === most) return null;
    const written = head.readUInt32BE(0);
    if (written === 1 && head.length < 16) return null;
    const size = written === 0 ? to - at : written === 1 ? Number(head.readBigUInt64BE(8)) : written;
    const body = at + (written === 1 ? 16 : 8);
    const end = at + size;
    if (end < body || end > to) return null;
    boxes.push({ type: head.toString('latin1', 4, 8), from: at, body, to: end });
    at = end;
  }
  return boxes;
}

/** A box made one that every reader passes over, with nothing in it, and as long as it was. */
export function freed({ from, body, to }: Box): Patch[] {
  return [
    { from: from + 4, to: from + 8, with: Buffer.from('free') },
    { from: body, to, with: 'zeros' },
  ];
}
