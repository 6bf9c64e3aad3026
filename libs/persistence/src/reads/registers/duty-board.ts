import { type DutyEntry, type Term } from '#domain';
import { type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { Parameters } from '../../case/scope-sql.js';
import { edgeText, termFields } from '../../people/register-tables.js';
import { managerOf } from '../../transactions.js';
import { areaCondition, type RegisterReader } from './area-sql.js';
import { type Named } from './listed.js';

/** A level at which somebody has to be on duty: the county, or one of its townships. */
export interface DutyLevel {
  readonly code: string;
  readonly name: string;
}

export interface OnDuty extends DutyEntry {
  readonly id: string;
  readonly person: Named;
  readonly organisation: Named | null;
}

/** The duty roster as the question "who, and where nobody?" needs it. */
export class DutyBoard {
  /** The county and its townships in force that day; the statistics' quasi-townships have no government to guard. */
  levels(tx: Tx, reader: RegisterReader, at: Temporal.Instant): Promise<DutyLevel[]> {
    const parameters = new Parameters();
    const inArea = areaCondition(reader, parameters);
    const day = parameters.add(at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString());
    return managerOf(tx).query(
      `SELECT r.code, r.name FROM region r
        WHERE r.county_code = ${parameters.add(reader.countyCode)} AND length(r.code) < 12 AND r.kind <> 'quasi-township'
          AND r.valid_from <= ${day} AND (r.valid_to IS NULL OR r.valid_to > ${day})
          AND ${inArea ? inArea('r.code') : 'true'} ORDER BY r.code`,
      parameters.values,
    ) as Promise<DutyLevel[]>;
  }

  /** Entries that hold at some time of the term. */
  entries(tx: Tx, reader: RegisterReader, { from, to }: Term): Promise<OnDuty[]> {
    const parameters = new Parameters();
    const inArea = areaCondition(reader, parameters);
    return managerOf(tx).query(
      `SELECT r.id, r.person_id AS "personId", r.region_code AS "regionCode", r.organisation_id AS "organisationId", r.role,
              ${termFields}, jsonb_build_object('id', p.id, 'name', p.name) AS person,
              CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS organisation
         FROM duty_roster r JOIN person p ON p.id = r.person_id LEFT JOIN organisation o ON o.id = r.organisation_id
        WHERE r.county_code = ${parameters.add(reader.countyCode)} AND ${inArea ? inArea('r.region_code') : 'true'}
          AND r.from_at < ${parameters.add(edgeText(to))} AND r.to_at > ${parameters.add(edgeText(from))}
        ORDER BY r.region_code, r.from_at, r.id`,
      parameters.values,
    ) as Promise<OnDuty[]>;
  }
}
