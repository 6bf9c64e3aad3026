import { type DutyEntry, dutyGaps, type DutyGap, type RosteredUnit, type Term } from '#domain';
import { type Tx } from '#engine';
import { Temporal } from 'temporal-polyfill';
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

/** A gap as a reader reads it: at a level, or in a unit that sits there. */
export interface ListedGap extends Pick<DutyGap, 'role' | 'from' | 'to'> {
  readonly region: DutyLevel;
  readonly organisation: Named | null;
}

interface GuardedUnit extends RosteredUnit {
  readonly name: string;
  readonly regionName: string;
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

  /** The gaps of every level and of the units that keep a roster; or of one unit alone. Null: there is no such unit. */
  async gaps(tx: Tx, reader: RegisterReader, window: Term, unitId?: string): Promise<ListedGap[] | null> {
    const begin = Temporal.Instant.fromEpochMilliseconds(window.from);
    const levels = unitId === undefined ? await this.levels(tx, reader, begin) : [];
    const units = await this.units(tx, reader, begin, unitId);
    if (unitId !== undefined && units.length === 0) return null;
    const seats = units.map(({ regionCode, regionName }) => ({ code: regionCode, name: regionName }));
    const regions = new Map([...seats, ...levels].map((one) => [one.code, one]));
    const organisations = new Map(units.map(({ id, name }) => [id, { id, name }]));
    const codes = levels.map(({ code }) => code);
    return dutyGaps(codes, units, await this.entries(tx, reader, window), window).map(
      ({ regionCode, organisationId, ...gap }) => ({
        region: regions.get(regionCode)!,
        organisation: organisationId === null ? null : organisations.get(organisationId)!,
        ...gap,
      }),
    );
  }

  /** The units that ever put somebody on a roster of their own; or this one alone, whether it did or not. */
  private units(tx: Tx, reader: RegisterReader, at: Temporal.Instant, id?: string): Promise<GuardedUnit[]> {
    const parameters = new Parameters();
    const inArea = areaCondition(reader, parameters);
    const instant = parameters.add(at.toString());
    return managerOf(tx).query(
      `SELECT o.id, o.name, o.region_code AS "regionCode",
              (SELECT g.name FROM region g WHERE g.code = o.region_code ORDER BY g.valid_from DESC LIMIT 1) AS "regionName",
              COALESCE(array_agg(DISTINCT r.role) FILTER (WHERE r.role IS NOT NULL), '{}') AS roles
         FROM organisation o LEFT JOIN duty_roster r ON r.organisation_id = o.id AND r.county_code = o.county_code
        WHERE o.county_code = ${parameters.add(reader.countyCode)} AND ${inArea ? inArea('o.region_code') : 'true'}
          AND o.from_at <= ${instant} AND o.to_at > ${instant}
          AND ${id === undefined ? 'r.id IS NOT NULL' : `o.id = ${parameters.add(id)}`}
        GROUP BY o.id ORDER BY o.region_code, o.name, o.id`,
      parameters.values,
    ) as Promise<GuardedUnit[]>;
  }
}
