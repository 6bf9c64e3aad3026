import { type AttachmentKind, attachmentKinds } from './kinds.js';

/** File systems end a name at 255 bytes, of which somebody who saves it may need some. */
const longestBytes = 180;
const unnamed = '附件';

/** Names that Windows keeps for devices, whatever stands behind a dot. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;

/**
 * The name under which a file is kept and handed out: the last part of a path, without what controls a terminal, turns
 * the direction of writing or stands for something in a file system, and with an ending that says what the bytes are.
 */
export function safeName(given: string, kind: AttachmentKind): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const printable = last
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\t\r\n]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\uFFFD-\uFFFF]/gu, '')
    .replace(/[<>:"|?*]/g, '_');
  const { stem, ending } = parted(trimmed(printable), attachmentKinds[kind].endings);
  const named = trimmed(stem) || unnamed;
  const kept = devices.test(trimmed(named.split('.')[0]!)) ? `_${named}` : named;
  return `${cut(kept, longestBytes - ending.length - 1)}.${ending}`;
}

/** An ending of another kind is dropped, and one of the kind itself kept as it is written. */
function parted(name: string, endings: readonly string[]): { stem: string; ending: string } {
  const usual = endings[0]!;
  const written = endingOf(name);
  if (written !== null && endings.includes(written))
    return { stem: name.slice(0, -written.length - 1), ending: written };
  const stem = written === null ? name : name.slice(0, -written.length - 1);
  const inner = endingOf(trimmed(stem));
  // `报告.pdf.exe` of a PDF is `报告.pdf`
  return inner !== null && endings.includes(inner)
    ? { stem: trimmed(stem).slice(0, -inner.length - 1), ending: inner }
    : { stem, ending: usual };
}

/** What stands behind the last dot, where it looks like an ending and not like the end of a sentence or a date. */
export function endingOf(name: string): string | null {
  return /\.([A-Za-z][A-Za-z0-9]{0,9})$/.exec(name)?.[1]?.toLowerCase() ?? null;
}

/** Blanks and dots at the ends hide a file, or are dropped by Windows. */
function trimmed(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/g, '');
}

/** Cut to whole characters. */
function cut(name: string, bytes: number): string {
  const encoder = new TextEncoder();
  let [kept, size] = ['', 0];
  for (const character of name) {
    size += encoder.encode(character).length;
    if (size > bytes) return trimmed(kept);
    kept += character;
  }
  return kept;
}
