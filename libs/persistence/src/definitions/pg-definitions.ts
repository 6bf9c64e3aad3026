import {
  type CaseType,
  compileCalendar,
  type Policy,
  readCaseType,
  readPolicy,
  type StatutoryYear,
  type WorkingCalendar,
} from '#domain';
import { type Definition, type Definitions, type Tx } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { countyVersions } from '../county-versions.js';
import { managerOf } from '../transactions.js';

interface VersionRow {
  readonly id: string;
  readonly body: unknown;
}

/**
 * The immutable versions of case types, policies and calendars as the database holds them. What a version says never
 * changes, so what was read from it is kept; which versions go together is looked up anew when the county's counter moves.
 */
export class PgDefinitions implements Definitions {
  private readonly types = new Map<string, CaseType>();
  private readonly policies = new Map<string, Policy>();
  private readonly calendars = new Map<string, WorkingCalendar>();
  private readonly whole = new Map<string, { version: string; until: Temporal.Instant; definition: Definition }>();

  async active(tx: Tx, countyCode: string, typeCode: string): Promise<Definition | null> {
    const type = await activeVersion(tx, 'case_type_version', countyCode, typeCode);
    return type ? this.assemble(tx, countyCode, type.id) : null;
  }

  async ofVersion(tx: Tx, countyCode: string, typeVersionId: string): Promise<Definition> {
    return this.assemble(tx, countyCode, typeVersionId);
  }

  async calendar(tx: Tx, countyCode: string, code: string): Promise<WorkingCalendar | null> {
    const version = await activeVersion(tx, 'calendar_version', countyCode, code);
    return version && this.calendarOf(version, tx.now);
  }

  /** Every active calendar of the county by its code. */
  async activeCalendars(tx: Tx, countyCode: string): Promise<ReadonlyMap<string, WorkingCalendar>> {
    const versions = (await managerOf(tx).query(
      `SELECT DISTINCT ON (code) code, id, body FROM calendar_version
        WHERE county_code = $1 AND activated_at <= $2 ORDER BY code, activated_at DESC, id DESC`,
      [countyCode, tx.now.toString()],
    )) as (VersionRow & { code: string })[];
    return new Map(versions.map((version) => [version.code, this.calendarOf(version, tx.now)]));
  }

  /** The active case types of the county. */
  async activeTypes(tx: Tx, countyCode: string): Promise<CaseType[]> {
    const versions = (await managerOf(tx).query(
      `SELECT DISTINCT ON (code) id FROM case_type_version
        WHERE county_code = $1 AND activated_at <= $2 ORDER BY code, activated_at DESC, id DESC`,
      [countyCode, tx.now.toString()],
    )) as { id: string }[];
    return Promise.all(versions.map(({ id }) => this.typeOf(tx, id)));
  }

  private async assemble(tx: Tx, countyCode: string, typeVersionId: string): Promise<Definition> {
    const { definitions: version } = await countyVersions(tx, countyCode);
    const kept = this.whole.get(typeVersionId);
    if (kept?.version === version && Temporal.Instant.compare(tx.now, kept.until) < 0) return kept.definition;
    const type = await this.typeOf(tx, typeVersionId);
    const policyVersion = await activeVersion(tx, 'policy_version', countyCode, type.code);
    if (!policyVersion) throw new Error(`county ${countyCode} has no active policy for ${type.code}`);
    const policy = this.policyOf(policyVersion);
    const calendarVersion = await activeVersion(tx, 'calendar_version', countyCode, policy.calendar);
    if (!calendarVersion) throw new Error(`county ${countyCode} has no active calendar ${policy.calendar}`);
    const definition: Definition = {
      type,
      typeVersionId,
      policy,
      policyVersionId: policyVersion.id,
      calendar: this.calendarOf(calendarVersion, tx.now),
      calendarVersionId: calendarVersion.id,
    };
    this.whole.set(typeVersionId, { version, until: await nextActivation(tx, countyCode), definition });
    return definition;
  }

  private async typeOf(tx: Tx, id: string): Promise<CaseType> {
    const kept = this.types.get(id);
    if (kept) return kept;
    const [row] = (await managerOf(tx).query('SELECT id, body FROM case_type_version WHERE id = $1', [
      id,
    ])) as VersionRow[];
    const read = readCaseType(row?.body);
    if (!read.ok) throw new Error(`stored case type ${id} is broken: ${JSON.stringify(read.problems)}`);
    this.types.set(id, read.type);
    return read.type;
  }

  private policyOf({ id, body }: VersionRow): Policy {
    const kept = this.policies.get(id);
    if (kept) return kept;
    const read = readPolicy(body);
    if (!read.ok) throw new Error(`stored policy ${id} is broken: ${JSON.stringify(read.problems)}`);
    this.policies.set(id, read.policy);
    return read.policy;
  }

  private calendarOf({ id, body }: VersionRow, now: Temporal.Instant): WorkingCalendar {
    const kept = this.calendars.get(id);
    if (kept) return kept;
    const { definition, statutory } = body as { definition: unknown; statutory: StatutoryYear[] };
    const compiled = compileCalendar(definition, statutory, now.toZonedDateTimeISO('UTC').toPlainDate());
    if (!compiled.ok) throw new Error(`stored calendar ${id} is broken: ${JSON.stringify(compiled)}`);
    this.calendars.set(id, compiled.calendar);
    return compiled.calendar;
  }
}

/** When a version that is already there comes into force; far off where none waits. What goes together holds until then. */
async function nextActivation(tx: Tx, countyCode: string): Promise<Temporal.Instant> {
  const later = (table: string) => `SELECT activated_at FROM ${table} WHERE county_code = $1 AND activated_at > $2`;
  const [{ next }] = (await managerOf(tx).query(
    `SELECT min(activated_at) AS next FROM (${['case_type_version', 'policy_version', 'calendar_version'].map(later).join(' UNION ALL ')}) AS waiting`,
    [countyCode, tx.now.toString()],
  )) as [{ next: Date | null }];
  return next ? Temporal.Instant.fromEpochMilliseconds(next.getTime()) : tx.now.add({ hours: 24 * 365 });
}

async function activeVersion(
  tx: Tx,
  table: 'case_type_version' | 'policy_version' | 'calendar_version',
  countyCode: string,
  code: string,
): Promise<VersionRow | null> {
  const [row] = (await managerOf(tx).query(
    `SELECT id, body FROM ${table}
      WHERE county_code = $1 AND code = $2 AND activated_at <= $3 ORDER BY activated_at DESC, id DESC LIMIT 1`,
    [countyCode, code, tx.now.toString()],
  )) as VersionRow[];
  return row ?? null;
}
