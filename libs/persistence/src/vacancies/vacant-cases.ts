import { type AwaitedPlace, awaitedPlaces, type CaseType, type FilledPlaces, type Party } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Parameters } from '../case/scope-sql.js';

/** The open cases whose place nobody fills, as a condition on `cases c`: they are asked of a fallback, or of nobody. */
export function vacantCases(
  types: readonly { readonly id: string; readonly type: CaseType }[],
  filled: FilledPlaces,
  countyCode: string,
  now: Temporal.Instant,
): (parameters: Parameters) => string {
  return (parameters) => {
    const ways = types.flatMap(({ id, type }) => {
      const places = awaitedPlaces(type).flatMap((place) => {
        const vacant = vacantSql(place.party, filled, countyCode, parameters);
        return vacant === 'false' ? [] : [`(${[...situation(place, type, now, parameters), vacant].join(' AND ')})`];
      });
      return places.length > 0 ? [`c.type_version_id = ${parameters.add(id)} AND (${places.join(' OR ')})`] : [];
    });
    return `c.open AND (${ways.join(' OR ') || 'false'})`;
  };
}

/** The open cases that name somebody who has left: no posting in the unit any more, none as a leader, none at all. */
export function casesOfTheGone(
  types: readonly { readonly type: CaseType }[],
  countyCode: string,
  now: Temporal.Instant,
): (parameters: Parameters) => string {
  return (parameters) => {
    const [at, county] = [parameters.add(now.toString()), parameters.add(countyCode)];
    const lacks = (person: string, more = '') =>
      `NOT EXISTS (SELECT FROM posting g WHERE g.person_id = ${person} ${more} AND g.from_at <= ${at} AND g.to_at > ${at})`;
    // only who held a posting can have lost it; each way leads through the index of the cases that name them
    const ended = `(SELECT DISTINCT e.person_id FROM posting e WHERE e.county_code = ${county} AND e.to_at <= ${at}) AS ended (id)`;
    const waiting = [...new Set(types.flatMap(({ type }) => awaitedPlaces(type).map(({ state }) => state)))];
    return `c.open AND c.state = ANY(${parameters.add(waiting)}) AND c.id IN (
      SELECT k.id FROM ${ended} JOIN cases k ON k.open AND k.lead_person_id = ended.id
       WHERE ${lacks('ended.id', 'AND g.organisation_id = k.lead_organisation_id')}
      UNION ALL
      SELECT k.id FROM ${ended} JOIN cases k ON k.open AND k.leader_id = ended.id WHERE ${lacks('ended.id', `AND g.role = 'leader'`)}
      UNION ALL
      SELECT k.id FROM ${ended} JOIN cases k ON k.open AND k.named_person_ids <> '{}' AND k.named_person_ids @> ARRAY[ended.id]
       WHERE ${lacks('ended.id')})`;
  };
}

/** The state and the conditions of a case's facts under which it waits on the place. */
function situation(
  { state, when, unless }: AwaitedPlace,
  type: CaseType,
  now: Temporal.Instant,
  parameters: Parameters,
): string[] {
  return [
    `c.state = ${parameters.add(state)}`,
    ...when.map((name) => conditionSql(name, type, now, parameters)),
    ...unless.map((name) => `(${conditionSql(name, type, now, parameters)}) IS NOT TRUE`),
  ];
}

/** What `conditionsOf` says of the facts, said of the row. */
function conditionSql(name: string, type: CaseType, now: Temporal.Instant, parameters: Parameters): string {
  if (type.urgencies.includes(name)) return `c.urgency = ${parameters.add(name)}`;
  if (name.startsWith('tier-')) return `c.tier = ${parameters.add(name.slice('tier-'.length).toUpperCase())}`;
  if (name.startsWith('outcome-')) return `c.facts->>'outcome' = ${parameters.add(name.slice('outcome-'.length))}`;
  if (name === 'third-return') return `(c.facts->>'arbitration')::boolean`;
  if (name === 'awaiting-confirmation') {
    return `(c.facts->>'confirmedAt' IS NULL AND (c.facts->>'confirmBy')::timestamptz >= ${parameters.add(now.toString())})`;
  }
  return `c.facts->>'kind' = ${parameters.add(name)}`;
}

/** Whether nobody fills the party for a case, from who fills what in the county: the rules of `whoIs`, said of the row. */
function vacantSql(party: Party, filled: FilledPlaces, countyCode: string, parameters: Parameters): string {
  const ids = (all: readonly string[]) => `${parameters.add(all)}::uuid[]`;
  switch (party) {
    case 'handler': {
      const units = filled.unitsWithout('handler');
      if (units.length === 0) return 'false';
      const posted = filled.postedIn.filter(({ organisationId }) => units.includes(organisationId));
      const named = `(c.lead_organisation_id, c.lead_person_id) IN (SELECT * FROM unnest(${ids(posted.map(({ organisationId }) => organisationId))}, ${ids(posted.map(({ personId }) => personId))}))`;
      return `(c.lead_organisation_id = ANY(${ids(units)}) AND (${named}) IS NOT TRUE)`;
    }
    case 'head':
      return `c.lead_organisation_id = ANY(${ids(filled.unitsWithout('head'))})`;
    case 'county-office':
    case 'township-office':
    case 'village-clerk':
    case 'field-cadre':
      return outside(filled.regionsWith(party), countyCode, parameters);
    case 'county-supervisor':
      return outside(filled.regionsWith('supervisor'), countyCode, parameters);
    case 'leader-above':
      return filled.isAboveFilled ? 'false' : 'true';
    case 'linked-leader':
      return `((c.leader_id IS NULL OR c.leader_id = ANY(${ids(filled.notLeading)})) AND NOT c.village_code = ANY(${parameters.add(filled.villages)}))`;
    case 'decliner':
      return `(c.facts->>'declinerId')::uuid = ANY(${ids(filled.notThere)})`;
    case 'project-leader':
      return `(c.facts->>'projectLeaderId' IS NULL OR (c.facts->>'projectLeaderId')::uuid = ANY(${ids(filled.notThere)}))`;
    case 'county-leader':
      return filled.isCountyLed ? 'false' : 'true';
    default:
      return 'false';
  }
}

function outside(regions: readonly string[], countyCode: string, parameters: Parameters): string {
  if (regions.includes(countyCode)) return 'false';
  return `NOT c.village_code LIKE ANY(${parameters.add(regions.map((region) => `${region}%`))})`;
}
