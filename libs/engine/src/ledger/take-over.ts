import { type Actor, caseNumber, countyOf, decideAction, type Directory, type LedgerEntry } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type CaseIdentity, Unfolding } from '../cases/unfolding.js';
import { type Definition } from '../ports/definitions.js';
import { type LedgerStatement } from '../ports/ledger-statements.js';
import { type Numbering } from '../ports/numbering.js';
import { textsOf, type LedgerTexts } from './ledger-texts.js';
import { type RowToImport } from './row-to-import.js';
import { toldInstant } from './told-instant.js';

/** What a new case is made from, beside its row. */
export interface TakeOverSetting {
  readonly importId: string;
  readonly countyCode: string;
  readonly importer: Actor;
  readonly now: Temporal.Instant;
  readonly definition: Definition;
  readonly directory: Directory;
  readonly numbering: Numbering;
}

export interface TakenOver {
  readonly unfolding: Unfolding;
  readonly statement: LedgerStatement;
}

/**
 * Opens the case of a row that is not known yet (design §6): with a recognised unit it is being handled since its
 * registration, without one it waits to be dispatched, completed it is archived at its date without any clock.
 */
export function takeOver(row: RowToImport, serial: number, setting: TakeOverSetting): TakenOver {
  const { entry } = row;
  const { definition, directory, now } = setting;
  const unfolding = new Unfolding(identityOf(row, serial, setting), null, definition, directory);
  const registered = toldInstant(entry.registeredOn, entry.registeredTime, definition.calendar, null, now);
  const lead = entry.leadUnit?.organisationId ?? null;
  const texts = textsOf(entry, setting.numbering);
  const told = { ...codesOf(entry), ...texts.ids, import: setting.importId, importedAt: now.toString(), lead };
  if (entry.completedOn !== null) {
    const completed = toldInstant(entry.completedOn, entry.completedTime, definition.calendar, registered, now);
    open('take-over-completed', completed, { ...told, registeredAt: registered.toString() });
  } else if (lead !== null) {
    // whoever writes down what was done has been in touch; otherwise the contact is still owed
    open('take-over', registered, { ...told, contacted: entry.measures !== null || entry.progress !== null });
  } else {
    open('take-over-undispatched', registered, told);
  }
  unfolding.write(...texts.texts);
  const { name, phone } = entry.requester;
  if (name || phone) unfolding.askedBy({ ...(name && { name }), ...(phone && { phone }) });
  return { unfolding, statement: statementOf(unfolding, entry, texts) };

  function open(action: string, at: Temporal.Instant, fields: Readonly<Record<string, unknown>>): void {
    const wish = { action, actor: setting.importer, fields, applicationId: '' };
    const decision = decideAction(wish, null, unfolding.context(at));
    if (!decision.ok)
      throw new Error(`${definition.type.code} takes over no ledger: ${action} ${decision.refusal.code}`);
    unfolding.append(decision.event);
  }
}

/** Tier B where the ledger does not say: what a unit handles stands on the village's list, a leader's own is chosen by a person. */
function codesOf({ villageCode, category, urgency, kind, tier, channel }: LedgerEntry) {
  return { villageCode, category: categoryOf(category), urgency, kind, tier: tier ?? 'B', ...(channel && { channel }) };
}

export function categoryOf(category: string | null): string {
  return category ?? 'other';
}

function identityOf({ entry, fingerprint }: RowToImport, serial: number, setting: TakeOverSetting): CaseIdentity {
  const { countyCode, definition, now, numbering } = setting;
  const { year } = now.toZonedDateTimeISO(definition.calendar.timeZone);
  const { name, phone } = entry.requester;
  return {
    id: numbering.newId(),
    countyCode: countyOf(countyCode),
    number: caseNumber(countyCode, year, serial),
    typeCode: definition.type.code,
    typeVersionId: definition.typeVersionId,
    requesterId: name || phone ? numbering.newId() : null,
    fingerprint,
  };
}

function statementOf({ record }: Unfolding, entry: LedgerEntry, { ids }: LedgerTexts): LedgerStatement {
  return {
    caseId: record.id,
    countyCode: record.countyCode,
    completedOn: entry.completedOn,
    urgency: entry.urgency,
    category: categoryOf(entry.category),
    leadOrganisationId: entry.leadUnit?.organisationId ?? null,
    texts: {
      result: ids.result ?? null,
      progress: ids.progress ?? null,
      measures: ids.measures ?? null,
      satisfaction: ids.satisfaction ?? null,
      leadUnit: ids.leadUnit ?? null,
    },
  };
}
