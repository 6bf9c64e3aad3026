import { caseNumber, countyOf, decideAction, type EventData, type LedgerEntry } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type CaseIdentity, Unfolding } from '../cases/unfolding.js';
import { type LedgerStatement } from '../ports/ledger-statements.js';
import { type ImportSetting } from './import-setting.js';
import { textOfWords, wordsOf } from './ledger-words.js';
import { type RowToImport } from './row-to-import.js';

export interface TakenOver {
  readonly unfolding: Unfolding;
  readonly statement: LedgerStatement;
}

/**
 * Opens the case of a row that is not known yet (design §6): with a recognised unit it is being handled since its
 * registration, without one it waits to be dispatched, completed it is archived at its date without any clock.
 */
export function takeOver(row: RowToImport, serial: number, setting: ImportSetting): TakenOver {
  const { entry } = row;
  const { now, told, numbering, definition, directory, evolutions } = setting;
  const identity = identityOf(row, serial, setting);
  const unfolding = new Unfolding(identity, null, definition, directory, evolutions.evolve);
  const registered = told.at(entry.registeredOn, entry.registeredTime, null, now);
  const lead = entry.leadUnit?.organisationId ?? null;
  const [title, text, ledger] = [numbering.newId(), numbering.newId(), numbering.newId()];
  const says: EventData = {
    ...codesOf(entry),
    ...{ title, text, ledger, import: setting.importId, importedAt: setting.nowText, lead },
  };
  if (entry.completedOn !== null) {
    const completed = told.at(entry.completedOn, entry.completedTime, registered, now);
    open(unfolding, setting, 'take-over-completed', completed, { ...says, registeredAt: registered.toString() });
  } else if (lead !== null) {
    // whoever writes down what was done has been in touch; otherwise the contact is still owed
    const contacted = entry.measures !== null || entry.progress !== null;
    open(unfolding, setting, 'take-over', registered, { ...says, contacted });
  } else {
    open(unfolding, setting, 'take-over-undispatched', registered, says);
  }
  unfolding.write(
    { id: title, kind: 'title', body: entry.title },
    { id: text, kind: 'text', body: entry.text },
    textOfWords(ledger, wordsOf(entry)),
  );
  const { name, phone } = entry.requester;
  if (name || phone) unfolding.askedBy({ ...(name && { name }), ...(phone && { phone }) });
  return { unfolding, statement: statementOf(unfolding.record.id, row, ledger, setting) };
}

function open(
  unfolding: Unfolding,
  { importer, definition, numbering }: ImportSetting,
  action: string,
  at: Temporal.Instant,
  fields: EventData,
): void {
  const wish = { action, actor: importer, fields, newId: () => numbering.newId() };
  const decision = decideAction(wish, null, unfolding.context(at));
  if (!decision.ok) throw new Error(`${definition.type.code} takes over no ledger: ${action} ${decision.refusal.code}`);
  unfolding.append(decision.event);
}

/** Tier B where the ledger does not say: what a unit handles stands on the village's list, a leader's own is chosen by a person. */
function codesOf(entry: LedgerEntry): EventData {
  const { category, urgency, kind, tier, channel, completedOn } = entry;
  // what is over stays where it was; what is open goes on under the code that is in force
  const villageCode = completedOn === null ? entry.heirCode : entry.villageCode;
  return { villageCode, category: categoryOf(category), urgency, kind, tier: tier ?? 'B', ...(channel && { channel }) };
}

/** A ledger without classes, in a county whose list has none for the rest. */
export function categoryOf(category: string | null): string {
  return category ?? 'other';
}

function identityOf(
  { entry, fingerprint }: RowToImport,
  serial: number,
  { countyCode, definition, year, numbering }: ImportSetting,
): CaseIdentity {
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

function statementOf(
  caseId: string,
  { entry }: RowToImport,
  wordsId: string,
  { countyCode }: ImportSetting,
): LedgerStatement {
  return {
    ...{ caseId, countyCode, completedOn: entry.completedOn, urgency: entry.urgency, wordsId },
    category: categoryOf(entry.category),
    leadOrganisationId: entry.leadUnit?.organisationId ?? null,
  };
}
