import { type Bytes } from './bytes.js';
import { type Box, boxesIn, freed } from './iso-boxes.js';
import { type Patch, patched, type Piece } from './pieces.js';

const playing: ReadonlySet<string> = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'mfra']);
/** Of each box that holds others, those that play; what else is there tells about the recording, its place among it. */
const inside: Readonly<Record<string, ReadonlySet<string>>> = {
  moov: new Set(['mvhd', 'trak', 'mvex']),
  trak: new Set(['tkhd', 'tref', 'edts', 'mdia']),
  mdia: new Set(['mdhd', 'hdlr', 'minf', 'elng']),
  moof: new Set(['mfhd', 'traf']),
};

export type IsoMedia =
  | { readonly kind: 'mp4' | 'm4a'; readonly pieces: readonly Piece[] }
  /** A track beside picture and sound: recorders of cars and drones write there where they are. */
  | { readonly kind: 'with-tracks' }
  | { readonly kind: 'damaged' };

/** A film or a voice (MP4) without what tells about it: as long as before, so that its tables still fit. */
export async function isoMediaIn(source: Bytes): Promise<IsoMedia> {
  const boxes = await boxesIn(source, 0, source.size);
  if (boxes?.[0]?.type !== 'ftyp') return { kind: 'damaged' };
  const patches = boxes.filter(({ type }) => !playing.has(type)).flatMap(freed);
  const tracks = await cleaned(source, boxes, patches);
  if (!tracks || tracks.length === 0) return { kind: 'damaged' };
  if (tracks.some((track) => track !== 'vide' && track !== 'soun')) return { kind: 'with-tracks' };
  return { kind: tracks.includes('vide') ? 'mp4' : 'm4a', pieces: patched(source.size, patches) };
}

/** Frees what tells inside the boxes; returns what the tracks are, null where the boxes do not fit together. */
async function cleaned(source: Bytes, boxes: readonly Box[], patches: Patch[]): Promise<string[] | null> {
  const tracks: string[] = [];
  for (const box of boxes) {
    if (box.type === 'hdlr') {
      tracks.push((await source.read(box.body + 8, 4)).toString('latin1'));
      // a name that somebody gave the track
      patches.push({ from: Math.min(box.body + 24, box.to), to: box.to, with: 'zeros' });
    }
    const playingInside = inside[box.type];
    if (!playingInside) continue;
    const children = await boxesIn(source, box.body, box.to);
    if (!children) return null;
    if (box.type === 'mdia' && !children.some(({ type }) => type === 'hdlr')) return null;
    patches.push(...children.filter(({ type }) => !playingInside.has(type)).flatMap(freed));
    const below = await cleaned(
      source,
      children.filter(({ type }) => playingInside.has(type)),
      patches,
    );
    if (!below) return null;
    tracks.push(...below);
  }
  return tracks;
}
