import { type DutyEntry } from './entries.js';
import { collision, mistake, type RegisterProblem } from './problem.js';
import { judgeOrganisationOf, judgePerson, judgeRegion, judgeTerm } from './rules.js';
import { type RegisterSurroundings } from './surroundings.js';
import { overlap } from './term.js';

/** Whether an entry of the duty roster may stand: for a county, a township, or by a unit's own roster for that unit. */
export function judgeDuty(
  entry: DutyEntry,
  around: RegisterSurroundings,
  ownId: string | null = null,
): readonly RegisterProblem[] {
  const { personId, organisationId, regionCode, role } = entry;
  const seat = around.organisations.find(({ id }) => id === organisationId)?.regionCode;
  const same = around.duties.find(
    (one) =>
      one.id !== ownId &&
      one.personId === personId &&
      one.regionCode === regionCode &&
      one.organisationId === organisationId &&
      one.role === role &&
      overlap(one, entry),
  );
  return [
    ...judgeTerm(entry),
    ...(Number.isFinite(entry.to) ? [] : [mistake('to', 'ends-before-it-begins')]),
    ...judgePerson(personId, around),
    ...(organisationId === null ? [] : judgeOrganisationOf(organisationId, entry, around)),
    ...(seat !== undefined && seat !== regionCode
      ? [mistake('regionCode', 'region-not-of-organisation', { value: seat })]
      : []),
    ...(regionCode.length === 12
      ? [mistake('regionCode', 'unknown-region', { value: regionCode })]
      : judgeRegion('regionCode', regionCode, entry, around)),
    ...(same ? [collision('from', 'overlaps-itself', { id: same.id, from: same.from, to: same.to })] : []),
  ];
}
