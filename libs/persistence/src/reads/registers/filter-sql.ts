import { type RegisterName } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Parameters } from '../../case/scope-sql.js';
import { listings } from './listings.js';

export interface RegisterFilter {
  readonly id?: string;
  /** Part of a name or alias. */
  readonly q?: string;
  readonly kind?: string;
  readonly role?: string;
  /** A region code: it and all beneath it. */
  readonly region?: string;
  readonly person?: string;
  readonly organisation?: string;
  /** Only what holds at this instant; all that ever did where none is given. */
  readonly at?: Temporal.Instant;
  /** Only what holds at some time since. */
  readonly from?: Temporal.Instant;
  /** Only what holds at some time before. */
  readonly to?: Temporal.Instant;
}

/** A filter as a condition on rows `r`, called `name`. A door offers of each register only what its rows have. */
export function filterCondition(
  register: RegisterName,
  filter: RegisterFilter,
  name: string,
  parameters: Parameters,
): string {
  const { id, q, kind, role, region, person, organisation, at, from, to } = filter;
  const instant = (one: Temporal.Instant) => `${parameters.add(one.toString())}::timestamptz`;
  const conditions = [
    id !== undefined && `r.id = ${parameters.add(id)}`,
    q !== undefined && search(register, name, parameters.add(q)),
    kind !== undefined && `r.kind = ${parameters.add(kind)}`,
    role !== undefined && `r.role = ${parameters.add(role)}`,
    region !== undefined && `starts_with(${listings[register].region}, ${parameters.add(region)})`,
    person !== undefined && `r.person_id = ${parameters.add(person)}`,
    organisation !== undefined && `r.organisation_id = ${parameters.add(organisation)}`,
    at !== undefined && [instant(at)].map((one) => `r.from_at <= ${one} AND r.to_at > ${one}`)[0],
    from !== undefined && `r.to_at > ${instant(from)}`,
    to !== undefined && `r.from_at < ${instant(to)}`,
  ];
  return conditions.filter((one) => one !== false && one !== undefined).join(' AND ') || 'true';
}

function search(register: RegisterName, name: string, q: string): string {
  const inName = `position(lower(${q}) IN lower(${name})) > 0`;
  return register === 'organisation'
    ? `(${inName} OR EXISTS (SELECT 1 FROM unnest(r.aliases) AS a(name) WHERE position(lower(${q}) IN lower(a.name)) > 0))`
    : inName;
}
