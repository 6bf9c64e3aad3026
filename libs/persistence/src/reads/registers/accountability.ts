import { type Term } from '#domain';
import { type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { Parameters } from '../../case/scope-sql.js';
import { termFields } from '../../people/register-tables.js';
import { managerOf } from '../../transactions.js';
import { areaCondition, type RegisterReader } from './area-sql.js';
import { type Named } from './listed.js';

/** Somebody who answers for a village or a unit from–to, by a link or a posting. */
export interface Accountable extends Term {
  readonly by: 'link' | 'posting';
  readonly id: string;
  readonly role: string;
  /** Of a leader's link: whose list the village's cases stand on. */
  readonly principal: boolean;
  readonly person: Named;
  readonly organisation: Named | null;
}

/** Terms that a history names at most; beyond, the registers of postings and links are paged. */
const historyLimit = 500;

/** Who was accountable then: the terms of links and postings around a village or a unit, at an instant or ever. */
export class AccountabilityReads {
  /** The village's name as of its last edition; null where the county has none such, or the reader may not see it. */
  async village(tx: Tx, reader: RegisterReader, code: string): Promise<{ code: string; name: string } | null> {
    const parameters = new Parameters();
    const inArea = areaCondition(reader, parameters);
    const [row] = (await managerOf(tx).query(
      `SELECT r.code, r.name FROM region r
        WHERE r.county_code = ${parameters.add(reader.countyCode)} AND r.code = ${parameters.add(code)} AND length(r.code) = 12
          AND ${inArea ? inArea('r.code') : 'true'} ORDER BY r.valid_from DESC LIMIT 1`,
      parameters.values,
    )) as { code: string; name: string }[];
    return row ?? null;
  }

  /** Links to the village, and postings for it or for its township; of the county's units, none. */
  ofVillage(tx: Tx, countyCode: string, code: string, at?: Temporal.Instant): Promise<Accountable[]> {
    const parameters = new Parameters();
    const [county, village] = [parameters.add(countyCode), parameters.add(code)];
    const then = heldThen(at, parameters);
    return accountable(
      tx,
      `SELECT 'link' AS by, r.id, r.role, r.principal, r.person_id, NULL::uuid AS organisation_id, r.from_at, r.to_at
         FROM link r WHERE r.county_code = ${county} AND r.village_code = ${village} AND ${then}
       UNION ALL
       SELECT 'posting', r.id, r.role, false, r.person_id, r.organisation_id, r.from_at, r.to_at
         FROM posting r WHERE r.county_code = ${county} AND length(r.region_code) > 6 AND starts_with(${village}, r.region_code) AND ${then}`,
      parameters,
    );
  }

  /** Everybody posted in the unit. */
  ofOrganisation(tx: Tx, countyCode: string, id: string, at?: Temporal.Instant): Promise<Accountable[]> {
    const parameters = new Parameters();
    return accountable(
      tx,
      `SELECT 'posting' AS by, r.id, r.role, false AS principal, r.person_id, r.organisation_id, r.from_at, r.to_at
         FROM posting r WHERE r.county_code = ${parameters.add(countyCode)} AND r.organisation_id = ${parameters.add(id)}
          AND ${heldThen(at, parameters)}`,
      parameters,
    );
  }

  /** What these persons are called. */
  async names(tx: Tx, countyCode: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = (await managerOf(tx).query(
      'SELECT id, name FROM person WHERE county_code = $1 AND id = ANY($2::uuid[])',
      [countyCode, ids],
    )) as Named[];
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function heldThen(at: Temporal.Instant | undefined, parameters: Parameters): string {
  if (!at) return 'true';
  const then = `${parameters.add(at.toString())}::timestamptz`;
  return `r.from_at <= ${then} AND r.to_at > ${then}`;
}

function accountable(tx: Tx, terms: string, parameters: Parameters): Promise<Accountable[]> {
  return managerOf(tx).query(
    `SELECT r.by, r.id, r.role, r.principal, ${termFields},
            jsonb_build_object('id', p.id, 'name', p.shown_name) AS person,
            CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS organisation
       FROM (${terms}) r JOIN person p ON p.id = r.person_id LEFT JOIN organisation o ON o.id = r.organisation_id
      ORDER BY r.from_at DESC, r.principal DESC, r.id LIMIT ${historyLimit}`,
    parameters.values,
  ) as Promise<Accountable[]>;
}
