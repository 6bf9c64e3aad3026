import { mistake, type RegisterProblem } from './problem.js';
import { type RegisterSurroundings } from './surroundings.js';
import { overlap, type Term } from './term.js';

/** Problems that any entry with a term may have. */
export function judgeTerm({ from, to }: Term): readonly RegisterProblem[] {
  return to > from ? [] : [mistake('to', 'ends-before-it-begins')];
}

/** The region is one of the county's, in force at some time of the term. */
export function judgeRegion(
  field: string,
  code: string,
  term: Term,
  { regions }: RegisterSurroundings,
): readonly RegisterProblem[] {
  const inForce = regions.get(code)?.some((one) => overlap(one, term));
  return inForce ? [] : [mistake(field, 'unknown-region', { value: code })];
}

export function judgePerson(personId: string, { persons }: RegisterSurroundings): readonly RegisterProblem[] {
  return persons.has(personId) ? [] : [mistake('personId', 'unknown-person')];
}

/** The organisation is there for the whole term. */
export function judgeOrganisationOf(
  organisationId: string,
  term: Term,
  { organisations }: RegisterSurroundings,
): readonly RegisterProblem[] {
  const organisation = organisations.find(({ id }) => id === organisationId);
  if (!organisation) return [mistake('organisationId', 'unknown-organisation')];
  const { from, to } = organisation;
  if (term.from < from) return [mistake('from', 'outside-organisation-term', { from, to })];
  return term.to > to ? [mistake('to', 'outside-organisation-term', { from, to })] : [];
}
