import { type CaseLink } from '#domain';
import { type Scope, type Tx } from '#engine';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { titleOf } from '../case/title-sql.js';
import { managerOf } from '../transactions.js';

/** Another case that one hangs together with; without number and title where the reader does not see it. */
export interface LinkedCase extends CaseLink {
  readonly number: string | null;
  readonly title: string | null;
  readonly state: string | null;
}

/** The linked cases as far as they are inside the scope; a confidential one by its summary only, as in every list. */
export async function linkedCases(tx: Tx, scope: Scope, links: readonly CaseLink[]): Promise<LinkedCase[]> {
  if (links.length === 0) return [];
  const parameters = new Parameters();
  const ids = parameters.add(links.map(({ caseId }) => caseId));
  const title = titleOf(scope, parameters);
  const rows = (await managerOf(tx).query(
    `SELECT c.id, c.number, c.state, ${title.column} AS title
       FROM cases c ${title.join} WHERE c.id = ANY(${ids}::uuid[]) AND ${scopeCondition(scope, parameters)}`,
    parameters.values,
  )) as { id: string; number: string; state: string; title: string | null }[];
  const seen = new Map(rows.map((row) => [row.id, row]));
  return links.map((link) => {
    const { number = null, title = null, state = null } = seen.get(link.caseId) ?? {};
    return { ...link, number, title, state };
  });
}
