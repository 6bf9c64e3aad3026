import { type Division, type RegionKind } from './division.js';
import { kindOfCode, shortNameOf } from './kind-of-code.js';

/** A division as an edition's file tells it: layouts without a column leave it out. */
export type ToldDivision = Pick<Division, 'code' | 'name'> &
  Partial<Pick<Division, 'shortName' | 'urbanRuralClass'>> & {
    readonly kind?: RegionKind;
  };

/**
 * An edition made whole: what its file does not say of a division that stays is as before; of others the code tells the
 * kind and the official name the short one. Levels that the file leaves out altogether (the county) are as before.
 */
export function wholeEdition(before: readonly Division[], told: readonly ToldDivision[]): Division[] {
  const known = new Map(before.map((division) => [division.code, division]));
  const levels = new Set(told.map(({ code }) => code.length));
  return [
    ...before.filter(({ code }) => !levels.has(code.length)),
    ...told.map((division) => whole(division, known.get(division.code))),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function whole({ code, name, shortName, kind, urbanRuralClass }: ToldDivision, before?: Division): Division {
  const stays = before?.name === name;
  return {
    ...{ code, name },
    shortName: shortName !== undefined ? shortName : stays ? before.shortName : shortNameOf(name),
    kind: kind ?? before?.kind ?? kindOfCode(code, name) ?? fallback[code.length] ?? 'quasi-village-committee',
    urbanRuralClass: urbanRuralClass !== undefined ? urbanRuralClass : (before?.urbanRuralClass ?? null),
  };
}

/** Numbers outside the rule: counted among what is no body of self-government. */
const fallback: Readonly<Record<number, RegionKind>> = { 6: 'county', 9: 'quasi-township' };
