import { hasNumbers } from '#domain';
import { type Scope } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type Parameters, readsAsRequester, readsWhole, scopeCondition } from '../case/scope-sql.js';
import { searchQuery } from '../case/search-vector.js';

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
  /** Words of the text, or the beginning of a case's number. Numbers of a person are no words: they find nothing. */
  readonly q?: string;
  /** None but these. */
  readonly ids?: readonly string[];
  /** A further condition on `cases c` that another reader of this library has made. */
  readonly condition?: (parameters: Parameters) => string;
}

/** The scope and the filter as one condition on `cases c`. */
export function caseCondition(filter: CaseFilter, scope: Scope, now: Temporal.Instant, parameters: Parameters): string {
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
    ...(filter.q ? [search(filter.q, filter, scope, parameters)] : []),
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

function search(words: string, { overdue, dueUntil }: CaseFilter, scope: Scope, parameters: Parameters): string {
  const query = hasNumbers(words) ? null : searchQuery(scope.countyCode, words);
  const found = (asked: string) => `c.id IN (SELECT x.case_id FROM case_text x WHERE x.search @@ ${asked}::tsquery)`;
  // among what is due the walk is short, and each case is looked up among the texts found; elsewhere the texts lead to
  // their cases. The planner cannot choose: it takes words that always stand together for a rare coincidence
  const isShort = overdue === true || dueUntil !== undefined;
  const ways = [
    // asked only where it can be a number, because `OR` keeps the planner from either index
    ...(/^\d+$/.test(words) ? [`c.number LIKE ${parameters.add(`${words}%`)}`] : []),
    ...(query ? [readable(query, (asked) => `${found(asked)}${isShort ? ' IS TRUE' : ''}`, scope, parameters)] : []),
  ];
  return `(${ways.join(' OR ') || 'false'})`;
}

/** Cases found by words that the reader may read: by none of those that a confidential case hides, or colleagues wrote. */
function readable(query: string, found: (asked: string) => string, scope: Scope, parameters: Parameters): string {
  const asked = parameters.add(query);
  const whole = readsWhole(scope, parameters);
  if (whole === 'true') return found(asked);
  const theirs = readsAsRequester(scope, parameters);
  const among = (texts: string) =>
    `EXISTS (SELECT FROM case_text s WHERE s.case_id = c.id AND s.search @@ ${asked}::tsquery AND ${texts})`;
  const visible =
    theirs === 'false'
      ? `(${whole} OR ${among('s.id = c.summary_id')})`
      : `CASE WHEN ${theirs} THEN ${among(`s.kind IN ('title', 'text')`)} ELSE ${whole} OR ${among('s.id = c.summary_id')} END`;
  return `(${found(asked)} AND ${visible})`;
}
