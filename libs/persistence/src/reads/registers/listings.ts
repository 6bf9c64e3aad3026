import { type RegisterName } from '#domain';
import { termFields } from '../../people/register-tables.js';
import { type InArea } from './area-sql.js';

/** How a register is listed: what of it, in which order, by what it is filtered, and where in the county it lies. */
export interface Listing {
  readonly from: string;
  /**
   * What is read of a row besides id and version; `now` makes the placeholder of the instant, where it is needed, and
   * `name` is a person's as this reader may see it.
   */
  readonly select: (now: () => string, name: (person: string) => string) => string;
  readonly order: 'name' | 'from_at';
  /** Whether a row lies inside the reader's area. */
  readonly inArea: (inArea: InArea) => string;
  /** The column of the region, where a row has one. */
  readonly region?: string;
}

const named = (row: string, name = `${row}.name`) => `jsonb_build_object('id', ${row}.id, 'name', ${name})`;
const namedIf = (row: string) => `CASE WHEN ${row}.id IS NOT NULL THEN ${named(row)} END`;
const regionName = (code: string) =>
  `(SELECT v.name FROM region v WHERE v.code = ${code} ORDER BY v.valid_from DESC LIMIT 1)`;
const holds = (row: string, at: string) => `tstzrange(${row}.from_at, ${row}.to_at) @> ${at}`;

export const listings: { readonly [Name in RegisterName]: Listing } = {
  organisation: {
    from: 'organisation r LEFT JOIN organisation parent ON parent.id = r.parent_id',
    select: (now) => `r.name, r.aliases, r.kind, r.region_code AS "regionCode", r.serves, r.parent_id AS "parentId",
      ${namedIf('parent')} AS parent, ${termFields},
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', g.role) ORDER BY g.role, p.id)
         FROM posting g JOIN person p ON p.id = g.person_id
        WHERE g.organisation_id = r.id AND g.role IN ('handler', 'head') AND ${holds('g', now())}), '[]') AS people`,
    order: 'name',
    inArea: (inArea) =>
      `(${inArea('r.region_code')} OR EXISTS (SELECT 1 FROM unnest(r.serves) AS s(code) WHERE ${inArea('s.code')}))`,
    region: 'r.region_code',
  },
  person: {
    from: 'person r',
    select: (now, name) => `${name('r')} AS name,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'rank', g.rank, 'regionCode', g.region_code,
                  'organisation', ${named('o')}) ORDER BY g.from_at, g.id)
         FROM posting g JOIN organisation o ON o.id = g.organisation_id
        WHERE g.person_id = r.id AND ${holds('g', now())}), '[]') AS postings`,
    order: 'name',
    inArea: (inArea) =>
      `(EXISTS (SELECT 1 FROM posting g WHERE g.person_id = r.id AND ${inArea('g.region_code')})
        OR EXISTS (SELECT 1 FROM link l WHERE l.person_id = r.id AND ${inArea('l.village_code')}))`,
  },
  posting: {
    from: 'posting r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.organisation_id',
    select: (_now, name) => `r.person_id AS "personId", r.organisation_id AS "organisationId", r.role, r.rank,
      r.region_code AS "regionCode", ${termFields}, ${named('p', name('p'))} AS person, ${named('o')} AS organisation`,
    order: 'from_at',
    inArea: (inArea) => inArea('r.region_code'),
    region: 'r.region_code',
  },
  link: {
    from: 'link r JOIN person p ON p.id = r.person_id',
    select: () => `r.person_id AS "personId", r.village_code AS "villageCode", r.role, r.principal, ${termFields},
      ${named('p')} AS person, ${regionName('r.village_code')} AS "villageName"`,
    order: 'from_at',
    inArea: (inArea) => inArea('r.village_code'),
    region: 'r.village_code',
  },
  duty: {
    from: 'duty_roster r JOIN person p ON p.id = r.person_id LEFT JOIN organisation o ON o.id = r.organisation_id',
    select:
      () => `r.person_id AS "personId", r.region_code AS "regionCode", r.organisation_id AS "organisationId", r.role,
      ${termFields}, ${named('p')} AS person, ${namedIf('o')} AS organisation, ${regionName('r.region_code')} AS "regionName"`,
    order: 'from_at',
    inArea: (inArea) => inArea('r.region_code'),
    region: 'r.region_code',
  },
};
