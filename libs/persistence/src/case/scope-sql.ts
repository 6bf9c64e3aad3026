import { type Recusal } from '#domain';
import { type Scope, type View } from '#engine';

/** Collects the parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/**
 * The scope as a condition on `cases c`: postings × region prefix ∪ links ∪ assignments ∪ own requests, inside one
 * county, less what the person keeps out of (design §10, §5). It stands in every query that reads cases.
 */
export function scopeCondition(scope: Scope, parameters: Parameters): string {
  const county = `c.county_code = ${parameters.add(scope.countyCode)}`;
  const [own] = scope.views;
  return all([
    county,
    // whoever sits with the accused does not see the case in another's name either
    ...(own ? outside(own.recusal, parameters) : []),
    throughAnyView(scope, parameters, (view) => view),
  ]);
}

/**
 * Whether what the requester said and who it was may be read, as a condition on a case `c` inside the scope. Elsewhere
 * of a confidential case the office's summary is read in its place.
 */
export function readsWhole(scope: Scope, parameters: Parameters): string {
  const trusted = throughAnyView(scope, parameters, (view) => ({
    ...view,
    ...view.trusted,
    organisations: [],
    ownRequests: false,
  }));
  return any(['NOT c.confidential', trusted]);
}

/** Whether the case is read as the requester's own only, and not by what the reader does here; `false` where nobody asks. */
export function readsAsRequester(scope: Scope, parameters: Parameters): string {
  if (!scope.views.some(({ ownRequests }) => ownRequests)) return 'false';
  return `(${throughAnyView(scope, parameters, (view) => ({ ...view, ownRequests: false }))}) IS NOT TRUE`;
}

/** By what the reader holds, or by what those hold for whom the reader stands in, unless they keep out themselves. */
function throughAnyView(scope: Scope, parameters: Parameters, as: (view: View) => View): string {
  const views = scope.views.map((view, i) => ({ ...as(view), recusal: i === 0 ? nobody : view.recusal }));
  // asked first: a parameter that nothing mentions is refused by the database
  if (views.some((view) => seesAll(view, scope) && isNobody(view.recusal))) return everything;
  return any(views.map((view) => all([any(waysInto(view, scope, parameters)), ...outside(view.recusal, parameters)])));
}

function waysInto(view: View, scope: Scope, parameters: Parameters): string[] {
  if (seesAll(view, scope)) return [everything];
  return [
    ...view.regions.map((region) => `c.village_code LIKE ${parameters.add(`${region}%`)}`),
    ...(view.villages.length > 0 ? [`c.village_code = ANY(${parameters.add(view.villages)})`] : []),
    ...(view.leaderId ? ledBy(view.leaderId, parameters) : []),
    ...assignedTo(view.organisations, parameters),
    ...(view.ownRequests && view.personId ? [`c.resident_id = ${parameters.add(view.personId)}`] : []),
  ];
}

/** On whose list the case stands, or who leads the key project that serves it. */
function ledBy(leaderId: string, parameters: Parameters): string[] {
  const leader = parameters.add(leaderId);
  return [
    `c.leader_id = ${leader}`,
    `(c.open AND c.named_person_ids <> '{}' AND c.named_person_ids @> ARRAY[${leader}::uuid])`,
  ];
}

function seesAll({ regions }: View, { countyCode }: Scope): boolean {
  return regions.includes(countyCode);
}

function assignedTo(organisations: readonly string[], parameters: Parameters): string[] {
  if (organisations.length === 0) return [];
  const units = parameters.add(organisations);
  return [`c.lead_organisation_id = ANY(${units}::uuid[])`, `c.co_organisation_ids && ${units}::uuid[]`];
}

/** The complaints that are not against these. */
function outside({ organisations, persons }: Recusal, parameters: Parameters): string[] {
  return [
    ...(organisations.length > 0
      ? [`(c.accused_organisation_id = ANY(${parameters.add(organisations)}::uuid[])) IS NOT TRUE`]
      : []),
    ...(persons.length > 0 ? [`(c.accused_person_id = ANY(${parameters.add(persons)}::uuid[])) IS NOT TRUE`] : []),
  ];
}

const nobody: Recusal = { organisations: [], persons: [] };

function isNobody({ organisations, persons }: Recusal): boolean {
  return organisations.length === 0 && persons.length === 0;
}

const everything = 'true';

/** Conditions joined so that the planner meets none that says nothing. */
function all(conditions: readonly string[]): string {
  const telling = conditions.filter((one) => one !== everything);
  return telling.length === 0 ? everything : telling.length === 1 ? telling[0]! : `(${telling.join(' AND ')})`;
}

function any(conditions: readonly string[]): string {
  if (conditions.includes(everything)) return everything;
  return conditions.length === 0 ? 'false' : conditions.length === 1 ? conditions[0]! : `(${conditions.join(' OR ')})`;
}
