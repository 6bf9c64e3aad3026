import { isVillageCode } from '../region/index.js';
import { type LinkEntry } from './entries.js';
import { collision, mistake, type RegisterProblem } from './problem.js';
import { judgePerson, judgeRegion, judgeTerm } from './rules.js';
import { type RegisterSurroundings } from './surroundings.js';
import { overlap } from './term.js';

/**
 * Whether a link may stand as it is written: at every instant a village has one principal leader at most (design §5),
 * and nobody is linked twice to it in one role.
 */
export function judgeLink(
  entry: LinkEntry,
  around: RegisterSurroundings,
  ownId: string | null = null,
): readonly RegisterProblem[] {
  const { personId, villageCode, role, principal } = entry;
  const there = around.links.filter(
    (one) => one.id !== ownId && one.villageCode === villageCode && overlap(one, entry),
  );
  const same = there.find((one) => one.personId === personId && one.role === role);
  const other = principal ? there.find((one) => one.principal && one !== same) : undefined;
  return [
    ...judgeTerm(entry),
    ...judgePerson(personId, around),
    ...(isVillageCode(villageCode)
      ? judgeRegion('villageCode', villageCode, entry, around)
      : [mistake('villageCode', 'unknown-region', { value: villageCode })]),
    ...(principal && role !== 'leader' ? [mistake('principal', 'principal-leaders-only')] : []),
    ...(same ? [collision('from', 'overlaps-itself', { id: same.id, from: same.from, to: same.to })] : []),
    ...(other ? [collision('principal', 'another-principal', { id: other.id, from: other.from, to: other.to })] : []),
  ];
}
