import { type Parameters } from './scope-sql.js';

/** The open cases of a county that name this person, as a condition on `cases c`: each way by its own index. */
export function namingCondition(countyCode: string, personId: string, parameters: Parameters): string {
  const county = parameters.add(countyCode);
  const person = parameters.add(personId);
  return `c.county_code = ${county} AND c.open AND (c.lead_person_id = ${person} OR c.leader_id = ${person}
    OR (c.named_person_ids <> '{}' AND c.named_person_ids @> ARRAY[${person}]::uuid[]))`;
}
