import { type LedgerRow } from '../ledger/cell.js';
import { type RegisterProblem } from '../register/index.js';
import { placeOf, type SheetRowProblem } from './read-row.js';
import { type SheetField } from './sheet-kind.js';
import { type SheetPlan } from './sheet-plan.js';

/** Terms are told to the minute: what lies within one is the same. */
const minute = 60_000;

/** Whether the register holds this very term already: the row tells nothing new. Where it has ended meanwhile, it knows more. */
export function isKnown(
  problems: readonly RegisterProblem[],
  term: { readonly from: number; readonly to: number },
): boolean {
  const same = problems.find(({ code }) => code === 'overlaps-itself');
  if (!same?.data) return false;
  const from = Number(same.data.from);
  const to = same.data.to === null || same.data.to === undefined ? Infinity : Number(same.data.to);
  return near(from, term.from) && (term.to === Infinity || near(to, term.to));
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < minute;
}

const columnOf: Readonly<Record<string, SheetField>> = {
  name: 'name',
  personId: 'name',
  organisationId: 'organisation',
  role: 'role',
  rank: 'rank',
  regionCode: 'region',
  villageCode: 'region',
  principal: 'principal',
  from: 'from',
  to: 'to',
};

/** A problem of the register at the cell of the sheet that it is about. */
export function atItsCell(problem: RegisterProblem, plan: SheetPlan, row: LedgerRow): SheetRowProblem {
  const wanted = columnOf[problem.field] ?? 'name';
  const field = wanted === 'from' && !plan.fields.has('from') && plan.fields.has('day') ? 'day' : wanted;
  return { ...placeOf(plan, row, field), code: problem.code, ...(problem.data && { data: problem.data }) };
}
