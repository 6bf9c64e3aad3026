import { type SoughtWord } from '#domain';
import { type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type Parameters, scopeCondition } from '../case/scope-sql.js';
import { searchCondition, soughtWords } from './search-condition.js';

/** What a list of cases is narrowed by (design §11). Absent: not narrowed. */
export interface CaseFilter {
  readonly overdue?: boolean;
  /** Due after now and up to this instant. */
  readonly dueUntil?: Temporal.Instant;
  readonly state?: string;
  readonly type?: string;
  /** A region code: its county, township or village. */
  readonly village?: string;
  readonly leader?: string;
  readonly department?: string;
  readonly category?: string;
  readonly urgency?: string;
  readonly tier?: string;
  readonly open?: boolean;
  /** On the leader's priority list: tier A, and tier B once it has escalated (design §5). */
  readonly onLeadersList?: string;
  /** On a priority list at all: accepted, so that it has its tier. */
  readonly listed?: boolean;
  /**
   * Words that all have to be found: in the texts, the number (its beginning or its end) or the names of the place.
   * Numbers of a person are no words: they find nothing.
   */
  readonly q?: string;
  /** None but these. */
  readonly ids?: readonly string[];
  /** A further condition on `cases c` that another reader of this library has made. */
  readonly condition?: (parameters: Parameters) => string;
}

/** A filter whose words have been read (`readFilter`). */
export interface ReadFilter extends CaseFilter {
  readonly words?: readonly SoughtWord[] | null;
}

/** The filter with its words read; a page and its count read them once. */
export async function readFilter(tx: Tx, scope: Scope, filter: CaseFilter): Promise<ReadFilter> {
  return filter.q ? { ...filter, words: await soughtWords(tx, scope.countyCode, filter.q) } : filter;
}

/** The scope and the filter as one condition on `cases c`. */
export function caseCondition(filter: ReadFilter, scope: Scope, now: Temporal.Instant, parameters: Parameters): string {
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? [] : [`c.${column} = ${parameters.add(value)}`];
  return [
    `(${scopeCondition(scope, parameters)})`,
    ...(filter.overdue === undefined ? [] : [overdue(filter.overdue, now, parameters)]),
    ...(filter.dueUntil
      ? [
          `c.running AND c.due_at > ${parameters.add(now.toString())} AND c.due_at <= ${parameters.add(filter.dueUntil.toString())}`,
        ]
      : []),
    ...(filter.open === undefined ? [] : [filter.open ? 'c.open' : 'NOT c.open']),
    ...equal('state', filter.state),
    ...equal('type_code', filter.type),
    ...(filter.village ? [`c.village_code LIKE ${parameters.add(`${filter.village}%`)}`] : []),
    ...equal('leader_id', filter.leader),
    ...equal('lead_organisation_id', filter.department),
    ...equal('category', filter.category),
    ...equal('urgency', filter.urgency),
    ...equal('tier', filter.tier),
    ...(filter.ids ? [`c.id = ANY(${parameters.add(filter.ids)}::uuid[])`] : []),
    ...(filter.listed ? ['c.tier IS NOT NULL'] : []),
    ...(filter.onLeadersList ? [leadersList(filter.onLeadersList, parameters)] : []),
    ...(filter.condition ? [filter.condition(parameters)] : []),
    ...(filter.words === undefined ? [] : [searchCondition(filter.words, isShort(filter), scope, parameters)]),
  ].join(' AND ');
}

/** Overdue is a query on `due_at`, never a stored flag (time.md §4). */
function overdue(wanted: boolean, now: Temporal.Instant, parameters: Parameters): string {
  const condition = `c.running AND c.due_at <= ${parameters.add(now.toString())}`;
  return wanted ? condition : `NOT (${condition})`;
}

function leadersList(leaderId: string, parameters: Parameters): string {
  return `c.leader_id = ${parameters.add(leaderId)} AND (c.tier = 'A' OR (c.tier = 'B' AND c.supervision_level IS NOT NULL))`;
}

function isShort({ overdue, dueUntil }: CaseFilter): boolean {
  return overdue === true || dueUntil !== undefined;
}
