import { type Archive } from '../container/archive.js';
import { readPart } from './markup.js';

/** Tells by a cell's style number whether its number is a day. A day number has no other mark in the format. */
export type IsDateStyle = (style: number) => boolean;

/** Reads which cell formats show dates. */
export async function readDateFormats(archive: Archive, part: string): Promise<IsDateStyle> {
  const custom = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await readPart(archive, part, {
    open(name, attributes) {
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'xf' && inCellFormats) styles.push(isDateFormat(Number(attributes['numFmtId'] ?? 0), custom));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return (style) => styles[style] ?? false;
}

function isDateFormat(id: number, custom: ReadonlyMap<number, string>): boolean {
  const code = custom.get(id);
  return code === undefined ? isBuiltInDate(id) : isDateCode(code);
}

/** 14–22 everywhere; 27–36 and 50–58 in the East Asian editions of Excel and in WPS. 45–47 are durations with a day in none. */
function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58
  );
}

/** A format with a day or year in it, outside of quoted words, escapes and [brackets]; `m` alone may be minutes. */
export function isDateCode(code: string): boolean {
  const plain = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[[^\]]*\]/g, '');
  // `e` is the year in East Asian formats and the exponent in 0.00E+00.
  return /[yd]|e(?![+-])/i.test(plain.replace(/General|Standard/gi, ''));
}
