import { type Temporal } from 'temporal-polyfill';
import { colours } from '../ladder/policy.js';
import { type ActionDefinition, type CaseType, isFrom } from './case-type.js';
import { effectNamed } from './effects.js';
import { type CaseEvent } from './event.js';
import { type CaseFacts, isLinked, linkKinds, type OrderFacts, type PendingApplication } from './facts.js';
import { applyHandOver } from './hand-over.js';
import { withParts } from './parts.js';

/**
 * The state of a case after its whole log: the one definition of what a case is (design §9, invariant 3). Of a case that
 * was migrated each event counts as the version said that it was on then: `versions` has those by their ids.
 */
export function fold(
  type: CaseType,
  events: readonly CaseEvent[],
  versions: ReadonlyMap<unknown, CaseType> = new Map(),
): CaseFacts | null {
  const types = versionsAlong(type, events, versions);
  return events.reduce<CaseFacts | null>((facts, event, i) => applyEvent(types[i]!, facts, event), null);
}

/** The version of its type that a case was on with each of its events; the one that it is on now is `type`. */
export function versionsAlong(
  type: CaseType,
  events: readonly CaseEvent[],
  versions: ReadonlyMap<unknown, CaseType>,
): readonly CaseType[] {
  const versionOf = (id: unknown) => {
    const found = versions.get(id);
    if (!found) throw new Error(`a case was on version ${String(id)}, which is not at hand`);
    return found;
  };
  const migrated = events.find(({ kind }) => kind === 'migrated');
  let then = migrated ? versionOf(migrated.data.from) : type;
  return events.map((event) => (then = event.kind === 'migrated' ? versionOf(event.data.to) : then));
}

/** The facts after one more event. */
export function applyEvent(type: CaseType, before: CaseFacts | null, event: CaseEvent): CaseFacts {
  const facts = before ?? blank(event.at);
  const action = type.actions.get(event.kind);
  const after = action ? applyEffects(type, action, facts, event) : applyEngineEvent(type, facts, event);
  const entered = before === null || (action?.to ?? null) !== null;
  const moved = {
    ...after,
    state: event.to,
    stateSince: entered ? event.at : facts.stateSince,
    tookPart: entered || isDecision(event) ? withPart(facts.tookPart, event) : facts.tookPart,
  };
  return entered ? settle(type, moved) : moved;
}

/** What ends by itself when a state is entered: applications that cannot be decided there, and orders where the work is over. */
function settle(type: CaseType, facts: CaseFacts): CaseFacts {
  const isOver = (type.states.get(facts.state)?.end ?? null) !== null;
  return {
    ...facts,
    order: isOver ? null : facts.order,
    applications: facts.applications.filter((one) => stillPossible(type, one, facts.state)),
  };
}

function applyEffects(type: CaseType, action: ActionDefinition, facts: CaseFacts, event: CaseEvent): CaseFacts {
  const decided = withParts(withoutApplication(facts, event.data.application), action, event);
  return action.effects.reduce((so, name) => effectNamed(name).apply?.(so, event, type) ?? so, decided);
}

function applyEngineEvent(type: CaseType, facts: CaseFacts, event: CaseEvent): CaseFacts {
  switch (event.kind) {
    case 'applied':
      return { ...facts, applications: [...facts.applications, applicationOf(event)] };
    case 'application-refused':
      return withoutApplication(facts, event.data.application);
    case 'linked':
      return linked(facts, event.data);
    case 'hand-over':
      return applyHandOver(facts, event.data);
    case 'village-moved':
      // its village was recoded or merged: the case goes on under the code that is in force
      return { ...facts, villageCode: String(event.data.villageCode) };
    case 'step':
      return {
        ...facts,
        // a late receipt is no reason to put the case onto a leader's list: only the promise itself is
        supervisionLevel:
          String(event.data.clock).split(':')[0] === type.headline
            ? higher(facts.supervisionLevel, event.data.level)
            : facts.supervisionLevel,
        order: orderAfter(facts.order, event.data),
      };
    default:
      return facts;
  }
}

/** One order is active per case: a later step replaces an undecided draft, or drafts the raising of an issued order's colour. */
function orderAfter(order: OrderFacts | null, data: CaseEvent['data']): OrderFacts | null {
  if (typeof data.draft !== 'string' || typeof data.order !== 'string') return order;
  if (!order) return { id: data.order, colour: data.draft, issued: false, raiseTo: null };
  return order.issued ? { ...order, raiseTo: data.draft } : { ...order, colour: data.draft };
}

const levels: readonly string[] = ['urge', ...colours];

function higher(level: string | null, other: unknown): string | null {
  if (typeof other !== 'string') return level;
  return level === null || levels.indexOf(other) > levels.indexOf(level) ? other : level;
}

function isDecision({ data, kind }: CaseEvent): boolean {
  return typeof data.decidedBy === 'string' || kind === 'application-refused';
}

/** Who moved the case or decided on it, and in whose name. */
function withPart(before: readonly string[], { actor, data }: CaseEvent): readonly string[] {
  const now = [actor.personId, data.onBehalfOf, data.decidedBy, data.decidedFor];
  const added = now.filter((one): one is string => typeof one === 'string' && !before.includes(one));
  return added.length > 0 ? [...new Set([...before, ...added])] : before;
}

/** Another case says how the two hang together. */
function linked(facts: CaseFacts, { link, case: caseId }: CaseEvent['data']): CaseFacts {
  const kind = linkKinds.find((one) => one === link);
  if (!kind || typeof caseId !== 'string' || isLinked(facts, { kind, caseId })) return facts;
  const links = [...facts.links, { kind, caseId }];
  return { ...facts, links, repeatCount: facts.repeatCount + (kind === 'repeat' ? 1 : 0) };
}

function applicationOf({ actor, at, data }: CaseEvent): PendingApplication {
  const { application, action, onBehalfOf, ...fields } = data;
  const inWhoseName = typeof onBehalfOf === 'string' ? { onBehalfOf } : {};
  return { id: String(application), action: String(action), by: actor.personId, ...inWhoseName, at, fields };
}

function withoutApplication(facts: CaseFacts, id: unknown): CaseFacts {
  return typeof id === 'string' ? { ...facts, applications: facts.applications.filter((one) => one.id !== id) } : facts;
}

function stillPossible(type: CaseType, application: PendingApplication, state: string): boolean {
  const action = type.actions.get(application.action);
  return action !== undefined && isFrom(action, state, type);
}

/** Always the same, so that a store sees that there is nothing to keep. */
const none: readonly never[] = [];
const nothing = {};

/** A case of which nothing is known yet. */
export function blank(at: Temporal.Instant): CaseFacts {
  return {
    state: '',
    stateSince: at,
    villageCode: '',
    category: '',
    urgency: 'normal',
    kind: 'help',
    tier: null,
    confidential: false,
    summaryId: null,
    accusedOrganisationId: null,
    accusedPersonId: null,
    residentId: null,
    round: 1,
    returns: 0,
    leadOrganisationId: null,
    leadPersonId: null,
    leaderId: null,
    coHandlers: none,
    openedAt: at,
    dispatchedAt: null,
    arbitration: false,
    designated: false,
    declinerId: null,
    callbackTries: 0,
    satisfied: null,
    outcome: null,
    reportedAt: null,
    completedAt: null,
    confirmedAt: null,
    confirmBy: null,
    urgedAt: null,
    supervisionLevel: null,
    importedAt: null,
    order: null,
    applications: none,
    acknowledgements: none,
    extensions: none,
    proposal: null,
    projectLeaderId: null,
    links: none,
    parts: none,
    repeatCount: 0,
    onTheSpot: false,
    sampled: false,
    measures: nothing,
    tookPart: none,
  };
}
