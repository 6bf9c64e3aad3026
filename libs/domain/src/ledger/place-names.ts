import { compact } from './cell.js';

/** What a village-level unit calls itself: a village committee (村) or a residents' committee (社区). */
export type PlaceKind = 'village' | 'community' | null;

/** A place name without its kind word: 余家塘村, 余家塘村委会 and 余家塘村民委员会 are one place. */
export interface PlaceName {
  readonly stem: string;
  readonly kind: PlaceKind;
  /** What stands behind the village: a group or a natural village (三组, 下厝自然村). */
  readonly within: string | null;
}

const community = /(?:社区)?(?:居民委员会|居委会)$|社区$/;
const village = /(?:村民委员会|村委会|村委|行政村|村)$/;
const inside =
  /^(.{2,}?(?:村委会|居委会|社区|村))((?:第?[一二三四五六七八九十\d]+(?:村民)?(?:小组|组|队|网格|号).*)|(?:.{1,6}(?:自然村|片区|小区|组)))$/;

/** Takes a village name apart. */
export function placeName(text: string): PlaceName {
  const whole = compact(text).replace(/[()（）【】"“”'‘’]/g, '');
  const nested = inside.exec(whole);
  const name = nested ? nested[1]! : whole;
  const within = nested ? nested[2]! : null;
  for (const [kind, pattern] of [
    ['community', community],
    ['village', village],
  ] as const) {
    const stem = name.replace(pattern, '');
    if (stem !== name && stem !== '') return { stem, kind, within };
  }
  return { stem: name, kind: null, within };
}

/** 余家塘村村委会 doubles its 村, and 官村 drops one of its two: the stem with one 村 less, where it has one. */
export function looserStem(stem: string): string | undefined {
  return stem.length > 1 && stem.endsWith('村') ? stem.slice(0, -1) : undefined;
}

/** A township's name without 镇, 乡, 街道 or the nationality before it: 霍口乡 is 霍口畲族乡. */
export function townshipStem(text: string): string {
  const name = compact(text).replace(/(人民政府|政府|党委)$/, '');
  const stem = name.replace(
    /((畲|回|苗|满|蒙古|侗|瑶|壮|彝|土家|朝鲜|哈萨克)族乡|民族乡|街道办事处|街道办|街道|镇|乡)$/,
    '',
  );
  return stem === '' ? name : stem;
}
