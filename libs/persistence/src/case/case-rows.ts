import {
  type CaseEvent,
  type ClockState,
  formatSpan,
  headlineOf,
  holderOf,
  isOpen,
  spanOf,
  type CaseType,
} from '#domain';
import { type CaseRecord } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { type BulkColumn } from '../sql/bulk.js';
import { instantText } from '../sql/instant-text.js';
import { changedOnly, decodeFacts, encodeFacts, encodeNewFacts, instantOf } from './facts-codec.js';

/** A case with what its list row shows, derived once for writing. */
export interface CaseRow {
  readonly before: CaseRecord | null;
  readonly record: CaseRecord;
  readonly open: boolean;
  readonly headline: ReturnType<typeof headlineOf>;
}

export function caseRow(before: CaseRecord | null, record: CaseRecord, type: CaseType): CaseRow {
  return {
    before,
    record,
    open: isOpen(type, record.facts.state),
    headline: headlineOf(type, record.clocks, record.facts.state),
  };
}

/** Columns that change with the case's events. */
export const movingColumns: readonly BulkColumn<CaseRow>[] = [
  { name: 'id', type: 'uuid', value: ({ record }) => record.id },
  { name: 'version', type: 'int', value: ({ record }) => record.version },
  { name: 'state', type: 'text', value: ({ record }) => record.facts.state },
  { name: 'open', type: 'boolean', value: ({ open }) => open },
  {
    name: 'closed_at',
    type: 'timestamptz',
    value: ({ open, record }) => (open ? null : instantText(overSince(record))),
  },
  { name: 'village_code', type: 'text', value: ({ record }) => record.facts.villageCode },
  { name: 'category', type: 'text', value: ({ record }) => record.facts.category },
  { name: 'urgency', type: 'text', value: ({ record }) => record.facts.urgency },
  { name: 'tier', type: 'text', value: ({ record }) => record.facts.tier },
  { name: 'lead_organisation_id', type: 'uuid', value: ({ record }) => record.facts.leadOrganisationId },
  { name: 'lead_person_id', type: 'uuid', value: ({ record }) => record.facts.leadPersonId },
  {
    name: 'co_organisation_ids',
    type: 'text',
    make: (list) => `${list}::uuid[]`,
    value: ({ record }) => `{${assisting(record.facts).join(',')}}`,
  },
  {
    name: 'named_person_ids',
    type: 'text',
    make: (list) => `${list}::uuid[]`,
    value: ({ record }) => `{${namedBy(record.facts).join(',')}}`,
  },
  { name: 'confidential', type: 'boolean', value: ({ record }) => record.facts.confidential },
  { name: 'summary_id', type: 'uuid', value: ({ record }) => record.facts.summaryId },
  { name: 'accused_organisation_id', type: 'uuid', value: ({ record }) => record.facts.accusedOrganisationId },
  { name: 'accused_person_id', type: 'uuid', value: ({ record }) => record.facts.accusedPersonId },
  { name: 'leader_id', type: 'uuid', value: ({ record }) => record.facts.leaderId },
  { name: 'supervision_level', type: 'text', value: ({ record }) => record.facts.supervisionLevel },
  // another one after a migration
  { name: 'type_version_id', type: 'uuid', value: ({ record }) => record.typeVersionId },
  // a case without a deadline comes after all others in a list by what is due
  { name: 'due_at', type: 'timestamptz', value: ({ headline }) => instantText(headline.dueAt) ?? 'infinity' },
  { name: 'due_clock', type: 'text', value: ({ headline }) => headline.dueClock },
  { name: 'warn_at', type: 'timestamptz', value: ({ headline }) => instantText(headline.warnAt) },
  { name: 'original_due_at', type: 'timestamptz', value: ({ headline }) => instantText(headline.originalDueAt) },
  { name: 'provisional', type: 'boolean', value: ({ headline }) => headline.provisional },
  { name: 'running', type: 'boolean', value: ({ headline }) => headline.running },
  { name: 'stood_at', type: 'timestamptz', value: ({ headline }) => instantText(headline.stoodAt) },
  { name: 'due_unit', type: 'text', value: ({ headline }) => headline.unit },
];

/** A case is over since it was completed; where it ended otherwise, since it came to its state. */
function overSince({ facts: { completedAt, stateSince } }: CaseRecord): Temporal.Instant {
  return completedAt ?? stateSince;
}

/** Units that see the case because they assist: co-handlers, who signs, who supplies. */
function assisting({ coHandlers, parts }: CaseRecord['facts']): readonly string[] {
  const units = parts.flatMap(({ data }) => (typeof data.organisation === 'string' ? [data.organisation] : []));
  return [...new Set([...coHandlers.map(({ organisationId }) => organisationId), ...units])];
}

/** Who declined it, who leads its key project and who waits for an application's decision, besides its handler and leader. */
function namedBy({ declinerId, projectLeaderId, applications }: CaseRecord['facts']): readonly string[] {
  const ids = [declinerId, projectLeaderId, ...applications.map(holderOf)];
  return [...new Set(ids.filter((id) => id !== null))];
}

export const wholeFacts: BulkColumn<CaseRow> = {
  name: 'facts',
  type: 'jsonb',
  value: ({ record }) => encodeNewFacts(record.facts),
};

/** Of facts that were there before, those that the events changed: the rest does not travel. */
export const changedFacts: BulkColumn<Pick<CaseRow, 'before' | 'record'>> = {
  name: 'facts',
  type: 'jsonb',
  make: (changed) => `cases.facts || ${changed}`,
  value: ({ before, record }) => encodeFacts(changedOnly(before?.facts, record.facts)),
};

/** Columns that are set when the case is opened and never again. */
export const settledColumns: readonly BulkColumn<CaseRow>[] = [
  { name: 'county_code', type: 'text', value: ({ record }) => record.countyCode },
  { name: 'number', type: 'text', value: ({ record }) => record.number },
  { name: 'type_code', type: 'text', value: ({ record }) => record.typeCode },
  { name: 'resident_id', type: 'uuid', value: ({ record }) => record.facts.residentId },
  { name: 'requester_id', type: 'uuid', value: ({ record }) => record.requesterId },
  {
    name: 'fingerprint',
    type: 'text',
    make: (hex) => `decode(${hex}, 'hex')`,
    value: ({ record }) => record.fingerprint,
  },
  { name: 'opened_at', type: 'timestamptz', value: ({ record }) => instantText(record.facts.openedAt) },
];

/** A row of `cases` as the driver gives it, as far as a record needs it. */
export interface StoredCase {
  id: string;
  county_code: string;
  number: string;
  type_code: string;
  type_version_id: string;
  version: number;
  requester_id: string | null;
  fingerprint: Buffer | null;
  facts: Parameters<typeof decodeFacts>[0];
}

export const recordColumns =
  'c.id, c.county_code, c.number, c.type_code, c.type_version_id, c.version, c.requester_id, c.fingerprint, c.facts';

export function recordOf(row: StoredCase, clocks: readonly ClockState[]): CaseRecord {
  return {
    id: row.id,
    countyCode: row.county_code,
    number: row.number,
    typeCode: row.type_code,
    typeVersionId: row.type_version_id,
    version: row.version,
    requesterId: row.requester_id,
    fingerprint: row.fingerprint?.toString('hex') ?? null,
    facts: decodeFacts(row.facts),
    clocks,
  };
}

/** A row of `clock`, with the steps that have fired since it last started. */
export interface StoredClock {
  case_id: string;
  name: string;
  subject: string;
  status: ClockState['status'];
  /** Null of a clock that has a date instead. */
  span: string | null;
  started_at: Date;
  stopped_at: Date | null;
  pauses: [string, string | null][];
  due_at: Date;
  original_due_at: Date;
  provisional: boolean;
  not_before: Date | null;
  replan: boolean;
  warn_at: Date | null;
  version: number;
  first_version: number;
  fired: string[];
}

export function clockOf(row: StoredClock): ClockState {
  return {
    name: row.name,
    subject: row.subject,
    status: row.status,
    span: row.span === null ? null : spanOf(row.span),
    startedAt: instantOf(row.started_at),
    stoppedAt: instantOf(row.stopped_at),
    pauses: row.pauses.map(([from, to]) => [
      Temporal.Instant.from(from),
      to === null ? null : Temporal.Instant.from(to),
    ]),
    due: instantOf(row.due_at),
    originalDue: instantOf(row.original_due_at),
    provisional: row.provisional,
    notBefore: instantOf(row.not_before),
    replan: row.replan,
    warnAt: instantOf(row.warn_at),
    version: row.version,
    firstVersion: row.first_version,
    fired: row.fired,
  };
}

export interface ClockRow {
  readonly caseId: string;
  readonly countyCode: string;
  readonly policyVersionId: string;
  readonly calendarVersionId: string;
  readonly clock: ClockState;
}

export const clockColumns: readonly BulkColumn<ClockRow>[] = [
  { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
  { name: 'name', type: 'text', value: ({ clock }) => clock.name },
  { name: 'subject', type: 'text', value: ({ clock }) => clock.subject },
  { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
  { name: 'status', type: 'text', value: ({ clock }) => clock.status },
  { name: 'span', type: 'text', value: ({ clock }) => clock.span && formatSpan(clock.span) },
  { name: 'started_at', type: 'timestamptz', value: ({ clock }) => instantText(clock.startedAt) },
  { name: 'stopped_at', type: 'timestamptz', value: ({ clock }) => instantText(clock.stoppedAt) },
  { name: 'pauses', type: 'jsonb', value: ({ clock }) => JSON.stringify(clock.pauses) },
  { name: 'due_at', type: 'timestamptz', value: ({ clock }) => instantText(clock.due) },
  { name: 'original_due_at', type: 'timestamptz', value: ({ clock }) => instantText(clock.originalDue) },
  { name: 'provisional', type: 'boolean', value: ({ clock }) => clock.provisional },
  { name: 'not_before', type: 'timestamptz', value: ({ clock }) => instantText(clock.notBefore) },
  { name: 'replan', type: 'boolean', value: ({ clock }) => clock.replan },
  { name: 'warn_at', type: 'timestamptz', value: ({ clock }) => instantText(clock.warnAt) },
  { name: 'version', type: 'int', value: ({ clock }) => clock.version },
  { name: 'first_version', type: 'int', value: ({ clock }) => clock.firstVersion },
  { name: 'policy_version_id', type: 'uuid', value: ({ policyVersionId }) => policyVersionId },
  { name: 'calendar_version_id', type: 'uuid', value: ({ calendarVersionId }) => calendarVersionId },
];

export interface EventRow {
  readonly caseId: string;
  readonly countyCode: string;
  readonly event: CaseEvent;
}

export const eventColumns: readonly BulkColumn<EventRow>[] = [
  { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
  { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
  { name: 'kind', type: 'text', value: ({ event }) => event.kind },
  { name: 'at', type: 'timestamptz', value: ({ event }) => instantText(event.at) },
  { name: 'actor_kind', type: 'text', value: ({ event }) => event.actor.kind },
  { name: 'actor_person_id', type: 'uuid', value: ({ event }) => event.actor.personId },
  { name: 'actor_posting_id', type: 'uuid', value: ({ event }) => event.actor.postingId },
  { name: 'from_state', type: 'text', value: ({ event }) => event.from },
  { name: 'to_state', type: 'text', value: ({ event }) => event.to },
  { name: 'data', type: 'jsonb', value: ({ event }) => JSON.stringify(event.data) },
];
