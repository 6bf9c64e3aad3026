import { type Scope } from '#engine';
import { type Parameters, readsAsRequester, readsWhole } from '../case/scope-sql.js';

/**
 * Whether the reader may read a file `a` of a case `c` inside the scope (decision 0016): of an own request what one added
 * oneself; otherwise all, but of a confidential case, for who handles it, only what was added by oneself or by who
 * handled it in the own unit.
 */
export function readableAttachment(scope: Scope, parameters: Parameters): string {
  const [whole, theirs] = [readsWhole(scope, parameters), readsAsRequester(scope, parameters)];
  const persons = parameters.add(scope.views.flatMap(({ personId }) => personId ?? []));
  const units = parameters.add(scope.views.flatMap(({ organisations }) => organisations));
  const own = `a.uploaded_by = ANY(${persons}::uuid[])`;
  const ofUnit = `EXISTS (
    SELECT FROM posting g
     WHERE g.person_id = a.uploaded_by AND g.role IN ('handler', 'head') AND g.organisation_id = ANY(${units}::uuid[])
       AND g.from_at <= a.uploaded_at AND (g.to_at IS NULL OR g.to_at > a.uploaded_at))`;
  return `CASE WHEN ${theirs} THEN ${own} ELSE ${whole} OR ${own} OR ${ofUnit} END`;
}
