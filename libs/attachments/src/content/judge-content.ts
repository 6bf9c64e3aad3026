import { type AttachmentKind, endingOf } from '#domain';
import { type RefusalOfContent } from '#engine';
import { fileTypeFromBuffer } from 'file-type';
import { type Bytes } from './bytes.js';
import { compoundFileIn } from './compound-file.js';
import { piecesOfHeic } from './heic.js';
import { isoMediaIn } from './iso-media.js';
import { piecesOfJpeg } from './jpeg.js';
import { officeZipIn } from './office-zip.js';
import { piecesOfPdf } from './pdf.js';
import { type Piece } from './pieces.js';
import { piecesOfPng } from './png.js';
import { piecesOfAmr, piecesOfMp3 } from './sound.js';
import { textIn } from './text.js';
import { piecesOfWebp } from './webp.js';

/** What is kept of bytes, as what; or why nothing is. */
export type JudgedContent =
  | { readonly ok: true; readonly kind: AttachmentKind; readonly pieces: readonly Piece[] }
  | { readonly ok: false; readonly refusal: RefusalOfContent };

/** What `file-type` looks at to name a type. */
const sample = 4_100;

/**
 * What bytes are, by themselves alone: the given name decides nothing but whether text is a list. Each kind is read to
 * its end by its own structure, so that a file that is two things at once is one of them afterwards, or refused.
 */
export async function judgeContent(source: Bytes, fileName: string): Promise<JudgedContent> {
  if (source.size === 0) return refused('empty');
  const whole: readonly Piece[] = [{ from: 0, to: source.size }];
  const sniffed = await sniff(await source.read(0, sample));
  switch (sniffed) {
    case 'image/jpeg':
      return keeping('jpeg', await piecesOfJpeg(source));
    case 'image/png':
    case 'image/apng':
      return keeping('png', await piecesOfPng(source));
    case 'image/webp':
      return keeping('webp', await piecesOfWebp(source));
    case 'image/heic':
    case 'image/heif':
      return keeping('heic', await piecesOfHeic(source));
    case 'application/pdf':
      return keeping('pdf', await piecesOfPdf(source));
    case 'audio/mpeg':
      return keeping('mp3', await piecesOfMp3(source));
    case 'audio/amr':
      return keeping('amr', await piecesOfAmr(source));
    case 'video/mp4':
    case 'video/x-m4v':
    case 'audio/mp4':
    case 'audio/x-m4a': {
      const media = await isoMediaIn(source);
      return 'pieces' in media ? { ok: true, ...media } : refused(media.kind);
    }
    case 'application/zip': {
      const office = await officeZipIn(source);
      return office === 'docx' || office === 'xlsx' ? { ok: true, kind: office, pieces: whole } : refused(office);
    }
    case 'application/x-cfb': {
      const office = await compoundFileIn(source);
      return office === 'doc' || office === 'xls' ? { ok: true, kind: office, pieces: whole } : refused(office);
    }
    case undefined: {
      const text = await textIn(source);
      if (text !== 'text') return refused(text);
      return { ok: true, kind: endingOf(fileName) === 'csv' ? 'csv' : 'txt', pieces: whole };
    }
    default:
      return refused(archives.test(sniffed) ? 'archive' : markups.test(sniffed) ? 'markup' : 'other');
  }
}

const archives = /zip|rar|7z|tar|compress|archive|cab|lz|xz|bzip|zstd/;
const markups = /xml|html|rtf/;

/** The media type by the first bytes; undefined of what has no mark, such as text. */
async function sniff(head: Buffer): Promise<string | undefined> {
  // judged by its table of contents, which stands at its end
  if (head.subarray(0, 2).toString('latin1') === 'PK') return 'application/zip';
  return (await fileTypeFromBuffer(head))?.mime;
}

function keeping(kind: AttachmentKind, pieces: readonly Piece[] | null): JudgedContent {
  return pieces ? { ok: true, kind, pieces } : refused('damaged');
}

function refused(refusal: RefusalOfContent): JudgedContent {
  return { ok: false, refusal };
}
