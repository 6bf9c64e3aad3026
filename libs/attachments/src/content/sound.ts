import { type Bytes } from './bytes.js';
import { type Piece } from './pieces.js';

/** Padding that recorders leave before the first frame. */
const mostPadding = 64 * 1024;
const bitrates = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const rates = [44_100, 48_000, 32_000];

/** MP3 as its frames alone, without the labels before and behind them (ID3); null where no frame is found. */
export async function piecesOfMp3(source: Bytes): Promise<Piece[] | null> {
  let from = 0;
  for (
    let head = await source.read(0, 10);
    head.toString('latin1', 0, 3) === 'ID3';
    head = await source.read(from, 10)
  ) {
    if (head.length < 10) return null;
    from += 10 + ((head[6]! & 127) << 21) + ((head[7]! & 127) << 14) + ((head[8]! & 127) << 7) + (head[9]! & 127);
  }
  const padding = await source.read(from, mostPadding);
  const silent = padding.findIndex((byte) => byte !== 0);
  if (silent < 0) return null;
  from += silent;
  const length = frameLength(await source.read(from, 4));
  // bytes that look like the head of a frame by chance are followed by no second one
  if (length === null || frameLength(await source.read(from + length, 4)) === null) return null;
  const label = await source.read(source.size - 128, 3);
  const to = label.toString('latin1') === 'TAG' && source.size - 128 > from ? source.size - 128 : source.size;
  return [{ from, to }];
}

/** How long a frame of layer III is, by its head; null where it is none. */
function frameLength(head: Buffer): number | null {
  if (head.length < 4 || head[0] !== 0xff || (head[1]! & 0xe6) !== 0xe2) return null;
  const version = (head[1]! >> 3) & 3;
  const [bitrate, rate] = [head[2]! >> 4, (head[2]! >> 2) & 3];
  if (version === 1 || bitrate === 0 || bitrate === 15 || rate === 3) return null;
  const isFirst = version === 3;
  const kilobits = (isFirst ? bitrates.first : bitrates.second)[bitrate]!;
  const hertz = rates[rate]! / (isFirst ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((isFirst ? 144 : 72) * kilobits * 1000) / hertz) + ((head[2]! >> 1) & 1);
}

/** Bytes of a frame by its type, its head counted; those that no recorder writes are none. */
const frames = {
  narrow: [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1],
  wide: [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1],
};

/** A voice of a phone (AMR), which is its mark and whole frames to the end; null where it is not. */
export async function piecesOfAmr(source: Bytes): Promise<Piece[] | null> {
  const mark = (await source.read(0, 9)).toString('latin1');
  const [begin, lengths] = mark === '#!AMR-WB\n' ? [9, frames.wide] : [6, frames.narrow];
  if (!mark.startsWith('#!AMR\n') && begin === 6) return null;
  let at = begin;
  while (at < source.size) {
    const block = await source.read(at, 64 * 1024);
    for (let i = 0; i < block.length;) {
      const head = block[i]!;
      const length = lengths[(head >> 3) & 15]!;
      if ((head & 0x83) !== 0 || length === 0) return null;
      at += length;
      i += length;
    }
  }
  return at === source.size && at > begin ? [{ from: 0, to: source.size }] : null;
}
