import { type Role } from '../support/tables/cast.js';
import { stateOf } from '../support/tables/situations.js';

/**
 * One row of who may do what from where (actions.md): in these situations these roles may. `held`: whose action it is, but
 * what it needs is not there. Everybody else is refused because it is not theirs; in states that no row of the action
 * names, everybody is, because the case is not in a state for it.
 */
export interface Row {
  readonly in: readonly string[];
  readonly by?: readonly Role[];
  readonly held?: readonly Role[];
}

/** By action. */
export type Table = Readonly<Record<string, readonly Row[]>>;

/** The case that is not there yet. */
export const none = 'none';

/** What the door answers: refused as another posting's (403), or because of how the case stands (409). */
export type Answer = 'allowed' | 403 | 409;

/** What the table says of this triple. */
export function expectedOf(table: Table, situation: string, action: string, role: Role): Answer {
  const rows = table[action]!;
  const [row, ...others] = rows.filter((one) => one.in.includes(situation));
  if (others.length > 0) throw new Error(`two rows say of ${action} who may in ${situation}`);
  if (row) return row.by?.includes(role) ? 'allowed' : row.held?.includes(role) ? 409 : 403;
  const elsewhere = rows.flatMap((one) => one.in).filter((one) => stateOf(one) === situation);
  // the plain situation lacks what the action needs, and the table says so only of another one
  if (elsewhere.length > 0) throw new Error(`no row says of ${action} who may in ${situation}`);
  return 409;
}
