import { type Scope } from '#engine';

/** Collects the parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/**
 * The scope as a condition on `cases c`: postings × region prefix ∪ links ∪ assignments, inside one county (design
 * §10). It stands in every query that reads cases.
 */
export function scopeCondition(scope: Scope, parameters: Parameters): string {
  const county = `c.county_code = ${parameters.add(scope.countyCode)}`;
  if (scope.regions.includes(scope.countyCode)) return county;
  const places = scope.regions.map((region) => `c.village_code LIKE ${parameters.add(`${region}%`)}`);
  const ways = [
    ...places,
    ...(scope.villages.length > 0 ? [`c.village_code = ANY(${parameters.add(scope.villages)})`] : []),
    ...(scope.personId
      ? [`c.leader_id = ANY(${parameters.add([scope.personId, ...(scope.actsFor ?? [])])}::uuid[])`]
      : []),
    ...assignedTo(scope.organisations, parameters),
  ];
  return `${county} AND (${ways.length > 0 ? ways.join(' OR ') : 'false'})`;
}

function assignedTo(organisations: readonly string[], parameters: Parameters): string[] {
  if (organisations.length === 0) return [];
  const units = parameters.add(organisations);
  return [`c.lead_organisation_id = ANY(${units}::uuid[])`, `c.co_organisation_ids && ${units}::uuid[]`];
}
