import { type RegionKind } from './division.js';

/**
 * The kind that a code itself tells (National Bureau of Statistics, 统计用区划代码编制规则): of a township by its
 * three digits, of a village by its last three. Null where the rule has no number for it. Only the name tells an
 * ethnic township from another.
 */
export function kindOfCode(code: string, name: string): RegionKind | null {
  if (code.length === 6) return 'county';
  const serial = Number(code.slice(-3));
  return code.length === 9 ? kindOfTownship(serial, name) : kindOfVillage(serial);
}

function kindOfTownship(serial: number, name: string): RegionKind | null {
  if (serial >= 1 && serial < 100) return 'street';
  if (serial >= 100 && serial < 200) return 'town';
  if (serial >= 200 && serial < 400) return /族乡$|民族乡$/.test(name) ? 'ethnic-township' : 'township';
  return serial >= 400 && serial < 600 ? 'quasi-township' : null;
}

function kindOfVillage(serial: number): RegionKind | null {
  if (serial >= 1 && serial < 200) return 'residents-committee';
  if (serial >= 200 && serial < 400) return 'village-committee';
  if (serial >= 400 && serial < 500) return 'quasi-residents-committee';
  return serial >= 500 && serial < 600 ? 'quasi-village-committee' : null;
}

/** 北门居委会 is called 北门社区, 苏区村委会 苏区村; null where the official name ends otherwise. */
export function shortNameOf(name: string): string | null {
  const village = /^(.+村)(?:民委员会|委会|民委会)$/.exec(name)?.[1];
  if (village) return village;
  const community = /^(.+?)(?:社区)?(?:居民委员会|居委会)$/.exec(name)?.[1];
  return community ? `${community}社区` : null;
}
