import {
  type CaseType,
  compileCalendar,
  type InForce,
  type Policy,
  readCaseType,
  readPolicy,
  type StatutoryYear,
  type WorkingCalendar,
} from '#domain';
import { type Definition, type DefinitionKind, type Definitions, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { managerOf } from '../transactions.js';
import { lastBegun, tables } from './tables.js';
import { WhileInForce } from './while-in-force.js';

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
  private readonly activeTypeIds = new WhileInForce<string | null>();
  private readonly activeCalendar = new WhileInForce<WorkingCalendar | null>();
  private readonly whole = new WhileInForce<Definition>();

  async active(tx: Tx, countyCode: string, typeCode: string): Promise<Definition | null> {
    const id = await this.activeTypeIds.of(tx, countyCode, typeCode, async () => {
      const version = await activeVersion(tx, 'case-type', countyCode, typeCode);
      return version?.id ?? null;
    });
    return id === null ? null : this.ofVersion(tx, countyCode, id);
  }

  /** A case's own type version, with the policy and the calendar that are in force now. */
  async ofVersion(tx: Tx, countyCode: string, typeVersionId: string): Promise<Definition> {
    return this.whole.of(tx, countyCode, typeVersionId, () => this.assemble(tx, countyCode, typeVersionId));
  }

  /**
   * The policy of a type and its calendar in force at any instant up to now; before the first of them came into force, the
   * first.
   */
  async inForce(tx: Tx, countyCode: string, typeCode: string): Promise<(at: Temporal.Instant) => InForce> {
    const policies = (await versionsInOrder(tx, 'policy', countyCode, typeCode)).map((version) => ({
      ...{ from: version.from_at, policy: this.policyOf(version) },
    }));
    const codes = [...new Set(policies.map(({ policy }) => policy.calendar))];
    const calendars = new Map<string, { from: Date; calendar: WorkingCalendar }[]>();
    for (const code of codes) {
      const versions = await versionsInOrder(tx, 'calendar', countyCode, code);
      calendars.set(code, versions.map((version) => ({ from: version.from_at, calendar: this.calendarOf(version, tx.now) }))); // prettier-ignore
    }
    return (at) => {
      const { policy } = lastBefore(policies, at);
      return { policy, calendar: lastBefore(calendars.get(policy.calendar)!, at).calendar };
    };
  }

  /** These versions of case types, by their ids. */
  async typesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, CaseType>> {
    const types = new Map<string, CaseType>();
    for (const id of ids) types.set(id, await this.typeOf(tx, id));
    return types;
  }

  async calendar(tx: Tx, countyCode: string, code: string): Promise<WorkingCalendar | null> {
    return this.activeCalendar.of(tx, countyCode, code, async () => {
      const version = await activeVersion(tx, 'calendar', countyCode, code);
      return version && this.calendarOf(version, tx.now);
    });
  }

  /** Every active calendar of the county by its code. */
  async activeCalendars(tx: Tx, countyCode: string): Promise<ReadonlyMap<string, WorkingCalendar>> {
    const versions = await activeVersions(tx, 'calendar', countyCode);
    return new Map(versions.map((version) => [version.code, this.calendarOf(version, tx.now)]));
  }

  /** The active case types of the county. */
  async activeTypes(tx: Tx, countyCode: string): Promise<CaseType[]> {
    const versions = await activeVersions(tx, 'case-type', countyCode);
    return Promise.all(versions.map(({ id }) => this.typeOf(tx, id)));
  }

  /** A version of a case type, whether it is in force or not. */
  async typeOf(tx: Tx, id: string): Promise<CaseType> {
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

  private async assemble(tx: Tx, countyCode: string, typeVersionId: string): Promise<Definition> {
    const type = await this.typeOf(tx, typeVersionId);
    const policyVersion = await activeVersion(tx, 'policy', countyCode, type.code);
    if (!policyVersion) throw new Error(`county ${countyCode} has no active policy for ${type.code}`);
    const policy = this.policyOf(policyVersion);
    const calendarVersion = await activeVersion(tx, 'calendar', countyCode, policy.calendar);
    if (!calendarVersion) throw new Error(`county ${countyCode} has no active calendar ${policy.calendar}`);
    return {
      type,
      typeVersionId,
      policy,
      policyVersionId: policyVersion.id,
      calendar: this.calendarOf(calendarVersion, tx.now),
      calendarVersionId: calendarVersion.id,
    };
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

/** Of each code of a kind the version in force. */
async function activeVersions(
  tx: Tx,
  kind: DefinitionKind,
  countyCode: string,
): Promise<(VersionRow & { readonly code: string })[]> {
  const { versions, activations } = tables[kind];
  return managerOf(tx).query(
    `SELECT DISTINCT ON (a.code) a.code, v.id, v.body FROM ${activations} a JOIN ${versions} v ON v.id = a.version_id
      WHERE a.county_code = $1 AND a.from_at <= $2 AND a.withdrawn_at IS NULL ${lastBegun.replace('BY', 'BY a.code,')}`,
    [countyCode, tx.now.toString()],
  ) as Promise<(VersionRow & { readonly code: string })[]>;
}

/** Every coming into force of a version until now, the first one first. */
async function versionsInOrder(
  tx: Tx,
  kind: DefinitionKind,
  countyCode: string,
  code: string,
): Promise<(VersionRow & { from_at: Date })[]> {
  const { versions, activations } = tables[kind];
  const rows = (await managerOf(tx).query(
    `SELECT v.id, v.body, a.from_at FROM ${activations} a JOIN ${versions} v ON v.id = a.version_id
      WHERE a.county_code = $1 AND a.code = $2 AND a.from_at <= $3 AND a.withdrawn_at IS NULL ORDER BY a.from_at, a.id`,
    [countyCode, code, tx.now.toString()],
  )) as (VersionRow & { from_at: Date })[];
  if (rows.length === 0) throw new Error(`county ${countyCode} has no ${kind} ${code} in force`);
  return rows;
}

/** Of versions in order, the one in force at the instant; the first, where the instant lies before all. */
function lastBefore<T extends { readonly from: Date }>(versions: readonly T[], at: Temporal.Instant): T {
  return versions.filter(({ from }) => from.getTime() <= at.epochMilliseconds).at(-1) ?? versions[0]!;
}

async function activeVersion(
  tx: Tx,
  kind: DefinitionKind,
  countyCode: string,
  code: string,
): Promise<VersionRow | null> {
  const { versions, activations } = tables[kind];
  const [row] = (await managerOf(tx).query(
    `SELECT v.id, v.body FROM ${activations} a JOIN ${versions} v ON v.id = a.version_id
      WHERE a.county_code = $1 AND a.code = $2 AND a.from_at <= $3 AND a.withdrawn_at IS NULL ${lastBegun} LIMIT 1`,
    [countyCode, code, tx.now.toString()],
  )) as VersionRow[];
  return row ?? null;
}
