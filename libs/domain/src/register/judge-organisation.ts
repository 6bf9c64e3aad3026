import { type OrganisationEntry } from './entries.js';
import { collision, mistake, type RegisterProblem } from './problem.js';
import { judgeRegion, judgeTerm } from './rules.js';
import { type RegisterSurroundings } from './surroundings.js';
import { within } from './term.js';

/**
 * Whether an organisation may stand as it is written. One that sits outside the county (县外党支部) is taken at its word
 * about its seat; what it serves lies inside.
 */
export function judgeOrganisation(
  entry: OrganisationEntry,
  around: RegisterSurroundings,
  ownId: string | null = null,
): readonly RegisterProblem[] {
  const { name, regionCode, serves, parentId } = entry;
  const isOutside = !regionCode.startsWith(around.countyCode) && serves.length > 0;
  const namesake = around.organisations.find((one) => one.id !== ownId && one.name === name);
  return [
    ...judgeTerm(entry),
    ...(isOutside ? [] : judgeRegion('regionCode', regionCode, entry, around)),
    ...serves.flatMap((code, at) => judgeRegion(`serves.${at}`, code, entry, around)),
    ...(namesake ? [collision('name', 'name-taken', { id: namesake.id })] : []),
    ...(parentId === null ? [] : judgeParent(parentId, ownId, around)),
    ...(ownId === null ? [] : judgeStaff(entry, ownId, around)),
  ];
}

function judgeParent(
  parentId: string,
  ownId: string | null,
  { organisations }: RegisterSurroundings,
): readonly RegisterProblem[] {
  const byId = new Map(organisations.map((one) => [one.id, one]));
  if (!byId.has(parentId)) return [mistake('parentId', 'unknown-organisation')];
  const passed = new Set<string>();
  for (let one: string | null = parentId; one !== null && !passed.has(one); one = byId.get(one)?.parentId ?? null) {
    if (one === ownId) return [mistake('parentId', 'parent-circle')];
    passed.add(one);
  }
  return [];
}

/** Nobody is left posted in an organisation that is no more, or that is not yet; nor anything beneath it. */
function judgeStaff(entry: OrganisationEntry, ownId: string, around: RegisterSurroundings): readonly RegisterProblem[] {
  const staff = around.postings.filter((one) => one.organisationId === ownId && !within(one, entry)).length;
  const beneath = around.organisations.filter((one) => one.parentId === ownId && one.to > entry.to).length;
  return [
    ...(staff > 0 ? [collision('to', 'still-staffed', { count: staff })] : []),
    ...(beneath > 0 ? [collision('to', 'still-parent', { count: beneath })] : []),
  ];
}
