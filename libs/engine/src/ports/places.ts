import { type ActionDefinition, type CaseType } from '#domain';
import { type FormProblem } from './forms.js';
import { type Tx } from './transactions.js';

/**
 * Checks the fields of a form that name something of the county: villages in force today, categories of its tree, and
 * whom a complaint accuses.
 */
export interface Places {
  check(
    tx: Tx,
    countyCode: string,
    type: CaseType,
    action: ActionDefinition,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<readonly FormProblem[]>;
}
