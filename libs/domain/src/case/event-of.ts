import { type ActionDefinition } from './case-type.js';
import { type Actor, type DecisionContext } from './decision.js';
import { effectNamed } from './effects.js';
import { type CaseEvent, type EventActor, type EventData } from './event.js';
import { type CaseFacts } from './facts.js';
import { newParts } from './parts.js';

/** What is filled in, by whom. */
export interface Deed {
  readonly actor: Actor;
  readonly fields: EventData;
  /** Makes ids: of parts and cases that come of it. */
  readonly newId: () => string;
}

/** The event of an action that is allowed. */
export function eventOf(
  action: ActionDefinition,
  { actor, fields, newId }: Deed,
  facts: CaseFacts | null,
  context: DecisionContext,
): CaseEvent {
  const found = action.effects.map((name) => effectNamed(name).prepare?.(fields, context, facts, actor, newId) ?? {});
  return {
    kind: action.name,
    at: context.now,
    actor: eventActor(actor),
    from: facts?.state ?? null,
    to: action.to ?? facts?.state ?? '',
    data: Object.assign({}, fields, ...found, newParts(action, fields, newId), inWhoseName(actor)) as EventData,
  };
}

/** The event that opens a case as what follows from another: whoever acted there acts here, and no right is asked for twice. */
export function openingBy(
  action: ActionDefinition,
  actor: EventActor,
  fields: EventData,
  context: DecisionContext,
  newId: () => string,
): CaseEvent {
  const opener: Actor = { kind: actor.kind, personId: actor.personId, postings: [] };
  return { ...eventOf(action, { actor: opener, fields, newId }, null, context), actor };
}

/** Who stands in acts by an own posting; in whose name is in the event's data. */
export function eventActor(actor: Actor): EventActor {
  const { kind, personId, postings } = actor.actedBy ?? actor;
  return { kind, personId, postingId: postings[0]?.id ?? null };
}

export function inWhoseName({ personId, actedBy }: Actor): EventData {
  return actedBy ? { onBehalfOf: personId } : {};
}
