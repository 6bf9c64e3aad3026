import { type CaseType, daysOverdue, formatInstant, lampOf, maskNumbers, type WorkingCalendar } from '#domain';
import { type CaseListItem } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type Language } from '../http/language.js';

/** A case as the API answers it (design §11): the fields that outside tools rely on, and labels for people. */
export function caseView(
  item: CaseListItem,
  type: CaseType,
  calendar: WorkingCalendar,
  now: Temporal.Instant,
  language: Language,
) {
  const at = (instant: Temporal.Instant | null) => (instant ? formatInstant(instant, calendar.timeZone) : null);
  // a clock that stands still is not counted on: its days overdue are frozen where it stopped
  const countedTo = item.stoodAt ?? now;
  return {
    id: item.id,
    number: item.number,
    type: item.type,
    state: item.state,
    stateLabel: type.states.get(item.state)?.label[language] ?? item.state,
    title: maskNumbers(item.title) || (item.confidential ? unnamed[language] : ''),
    confidential: item.confidential,
    villageCode: item.villageCode,
    villageName: item.villageName,
    category: item.category,
    urgency: item.urgency,
    tier: item.tier,
    lead: item.leadOrganisation && { organisation: item.leadOrganisation, person: item.leadPerson },
    leader: item.leader,
    supervisionLevel: item.supervisionLevel,
    openedAt: at(item.openedAt),
    dueAt: at(item.dueAt),
    dueClock: item.dueClock,
    warnAt: at(item.warnAt),
    originalDueAt: at(item.originalDueAt),
    provisional: item.provisional,
    // a state that rests on somebody's decision is grey, whatever its clocks say
    lamp: type.states.get(item.state)?.lamp ?? lampOf(item, now),
    overdue: item.running && item.dueAt !== null && Temporal.Instant.compare(item.dueAt, now) <= 0,
    daysOverdue: item.dueAt && item.unit ? daysOverdue(item.dueAt, item.unit, countedTo, calendar) : 0,
    version: item.version,
  };
}

/** A confidential case for who may not read it, while the office has not written its summary. */
const unnamed: Readonly<Record<Language, string>> = { zh: '保密事项', en: 'Confidential case' };
