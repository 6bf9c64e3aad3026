import { actsInstead } from '../party/acts-instead.js';
import { fills } from '../party/fills.js';
import { type Party } from '../party/party.js';
import { isRecused } from '../party/recusal.js';
import { type Surroundings } from '../party/who-is.js';
import { type ActionDefinition, type CaseType, isFrom } from './case-type.js';
import { choose } from './choice.js';
import { type Actor, type DecisionContext, humanOf, identitiesOf, type Refusal } from './decision.js';
import { type Consequence } from './effect.js';
import { effectNamed } from './effects.js';
import { type CaseEvent, type EventData } from './event.js';
import { type CaseFacts, type PendingApplication } from './facts.js';
import { blank } from './fold.js';
import { guardNamed, judgesTheAsking, judgesTheForm } from './guards.js';
import { eventActor, eventOf, inWhoseName } from './event-of.js';
import { whyPartStays } from './parts.js';
import { isSecondPerson } from './second-person.js';

/** What comes of a wish to act: an event to record, or a refusal. */
export type ActionDecision =
  { readonly ok: true; readonly event: CaseEvent } | { readonly ok: false; readonly refusal: Refusal };

export interface ActionWish {
  readonly action: string;
  readonly actor: Actor;
  /** Codes and ids of the form, its free text already replaced by text ids. */
  readonly fields: EventData;
  /** Makes ids: of the application as which the action waits, of cases that it opens. */
  readonly newId: () => string;
}

/** Decides an action on a case, or one that opens a case (`facts` null). */
export function decideAction(wish: ActionWish, facts: CaseFacts | null, context: DecisionContext): ActionDecision {
  const action = context.type.actions.get(wish.action);
  if (!action) return refuse({ code: 'unknown-action' });
  const tried = identitiesOf(wish.actor).map((actor) => decideAs({ ...wish, actor }, action, facts, context));
  return tried.find(({ ok }) => ok) ?? tried.find((one) => !one.ok && !isOthers(one.refusal)) ?? tried[0]!;
}

function decideAs(
  wish: ActionWish,
  action: ActionDefinition,
  facts: CaseFacts | null,
  context: DecisionContext,
): ActionDecision {
  const refusal =
    whyNotAs(action, wish.actor, facts, context, wish.fields) ?? formRefusal(action, wish, facts, context);
  if (refusal) return refuse(refusal);
  if (action.name === 'decide' && facts) return decideApplication(wish, facts, context);
  if (facts && wish.actor.kind === 'person' && isApplication(action, context)) return apply(wish, facts, context);
  return { ok: true, event: eventOf(action, wish, facts, context) };
}

/** Why the actor cannot take this action on the case now, as far as that can be said before the form is filled in. */
export function whyNot(
  action: ActionDefinition,
  actor: Actor,
  facts: CaseFacts | null,
  context: DecisionContext,
  fields: EventData = {},
): Refusal | null {
  const refusals = identitiesOf(actor).map((one) => whyNotAs(action, one, facts, context, fields));
  if (refusals.includes(null)) return null;
  return refusals.find((one) => one && !isOthers(one)) ?? refusals[0]!;
}

function whyNotAs(
  action: ActionDefinition,
  actor: Actor,
  facts: CaseFacts | null,
  context: DecisionContext,
  fields: EventData = {},
): Refusal | null {
  if (!isFrom(action, facts?.state ?? null, context.type)) return { code: 'not-from-this-state' };
  const by = choose(action.by, context.conditions) ?? [];
  const place = facts ?? { villageCode: String(fields.villageCode ?? '') };
  if (!by.some((party) => fills(party, actor, place, context.directory, context.now))) {
    if (!facts || !actsInstead(by, actor, facts, aroundOf(facts, context))) return { code: 'not-your-part' };
  }
  if (!facts) return null;
  if (keepsOut(actor, facts, context)) return { code: 'recused' };
  if (action.name === 'decide') return whyNotDecide(actor, facts, context);
  if (action.part === null && facts.applications.some((one) => one.action === action.name))
    return { code: 'application-pending' };
  for (const name of action.guards) {
    const refusal = judgesTheForm(name) ? null : guardNamed(name)(facts, actor, fields, context);
    if (refusal) return refusal;
  }
  return null;
}

function aroundOf({ state }: CaseFacts, context: DecisionContext): Surroundings {
  return { ...context, state: context.type.states.get(state)! };
}

/** Neither who acts nor in whose name may sit with the accused (design §5). */
function keepsOut(actor: Actor, facts: CaseFacts, { directory, now }: DecisionContext): boolean {
  return [actor.personId, humanOf(actor)].some((one) => one !== null && isRecused(one, facts, directory, now));
}

/** What was proposed has to hold still when somebody agrees; an application in time may be decided later. */
function whyOutdated(
  action: ActionDefinition,
  { actor, fields }: ActionWish,
  { id }: PendingApplication,
  facts: CaseFacts,
  context: DecisionContext,
): Refusal | null {
  const others = { ...facts, applications: facts.applications.filter((one) => one.id !== id) };
  const stays = whyPartStays(action, fields, others, context);
  if (stays) return stays;
  const guards = action.guards.filter((name) => action.decidedBy === null || !judgesTheAsking(name));
  const refusals = guards.map((name) => guardNamed(name)(others, actor, fields, context));
  return refusals.find((one) => one !== null) ?? null;
}

function formRefusal(
  action: ActionDefinition,
  { actor, fields }: ActionWish,
  facts: CaseFacts | null,
  context: DecisionContext,
): Refusal | null {
  if (!facts) return openingRefusal(action, actor, fields, context);
  const stays = whyPartStays(action, fields, facts, context);
  if (stays) return stays;
  for (const name of action.guards.filter(judgesTheForm)) {
    const refusal = guardNamed(name)(facts, actor, fields, context);
    if (refusal) return refusal;
  }
  return null;
}

/** What opens a case is judged by its form alone: nothing is known of the case yet. */
function openingRefusal(
  { guards }: ActionDefinition,
  actor: Actor,
  fields: EventData,
  context: DecisionContext,
): Refusal | null {
  const nothing = blank(context.now);
  const refusals = guards.map((name) => guardNamed(name)(nothing, actor, fields, context));
  return refusals.find((one) => one !== null) ?? null;
}

/** Whether the action has to be agreed to: by a second person, or by whoever decides it. */
function isApplication({ secondPerson, decidedBy }: ActionDefinition, { conditions }: DecisionContext): boolean {
  return decidedBy !== null || choose(secondPerson, conditions) === true;
}

/** The action waits as an application until somebody else with the right to it agrees (actions.md, "+2nd"). */
function apply(
  { action, actor, fields, newId }: ActionWish,
  facts: CaseFacts,
  { now }: DecisionContext,
): ActionDecision {
  const data = { ...fields, application: newId(), action, ...inWhoseName(actor) };
  return {
    ok: true,
    event: { kind: 'applied', at: now, actor: eventActor(actor), from: facts.state, to: facts.state, data },
  };
}

function decideApplication(
  { actor, fields, newId }: ActionWish,
  facts: CaseFacts,
  context: DecisionContext,
): ActionDecision {
  const application = facts.applications.find(({ id }) => id === fields.application);
  if (!application) return refuse({ code: 'no-such-application' });
  const refusal = whyNotAgree(application, actor, facts, context);
  if (refusal) return refuse(refusal);
  if (fields.agree !== true) return { ok: true, event: refusedApplication(application, actor, fields, facts, context) };
  const applicant = applicantOf(application, context);
  const action = actionOf(application, context);
  const wish = { action: action.name, actor: applicant, fields: application.fields, newId };
  const outdated = whyOutdated(action, wish, application, facts, context);
  if (outdated) return refuse(outdated);
  const event = eventOf(action, wish, facts, context);
  const agreed = {
    application: application.id,
    decidedBy: humanOf(actor),
    ...(actor.actedBy && { decidedFor: actor.personId }),
    agreedBecause: fields.reason,
  };
  return { ok: true, event: { ...event, data: { ...event.data, ...agreed } } };
}

/** Why the actor cannot decide any of the pending applications; null where there is one for them. */
function whyNotDecide(actor: Actor, facts: CaseFacts, context: DecisionContext): Refusal | null {
  const refusals = facts.applications.map((one) => whyNotAgree(one, actor, facts, context));
  if (refusals.length === 0) return { code: 'no-such-application' };
  return refusals.includes(null) ? null : refusals[0]!;
}

/** The second person is not the first, and has the same right or a higher one. */
function whyNotAgree(
  application: PendingApplication,
  actor: Actor,
  facts: CaseFacts,
  context: DecisionContext,
): Refusal | null {
  const first = [application.by, application.onBehalfOf, application.heldBy];
  if (!isSecondPerson(actor, first)) return { code: 'second-person-must-differ' };
  const action = actionOf(application, context);
  if (action.decidedByUninvolved && tookPart(actor, facts)) return { code: 'took-part-already' };
  if (action.decidedBy && sharesUnit(actor, first, context)) return { code: 'applicants-unit-decides-not' };
  const isOne = (party: Party) => fills(party, actor, facts, context.directory, context.now);
  if (isOne('county-supervisor') || isOne('leader-above')) return null;
  if (action.decidedBy) {
    const deciders = choose(action.decidedBy, context.conditions) ?? [];
    return deciders.some(isOne) || actsInstead(deciders, actor, facts, aroundOf(facts, context))
      ? null
      : { code: 'not-your-part' };
  }
  const others = facts.applications.filter(({ id }) => id !== application.id);
  return whyNot(action, actor, { ...facts, applications: others }, context, application.fields);
}

/** An application is not decided in the unit of who applied (actions.md, "decide"). A leader leads units and sits in none. */
function sharesUnit(
  actor: Actor,
  applicants: readonly (string | null | undefined)[],
  { directory, now }: DecisionContext,
): boolean {
  const held = [...actor.postings, ...(actor.actedBy?.postings ?? [])].filter(({ role }) => role !== 'leader');
  const own = new Set(held.map(({ organisationId }) => organisationId));
  return applicants.some(
    (one) => one && directory.postingsOf(one, now).some(({ organisationId }) => own.has(organisationId)),
  );
}

function tookPart(actor: Actor, facts: CaseFacts): boolean {
  return [actor.personId, humanOf(actor)].some((one) => one !== null && facts.tookPart.includes(one));
}

function actionOf({ action }: PendingApplication, { type }: DecisionContext): ActionDefinition {
  const found = type.actions.get(action);
  if (!found) throw new Error(`application for an unknown action ${action}`);
  return found;
}

function refusedApplication(
  application: PendingApplication,
  actor: Actor,
  fields: EventData,
  facts: CaseFacts,
  { now }: DecisionContext,
): CaseEvent {
  const told = { application: application.id, action: application.action, reason: fields.reason };
  const data = { ...told, ...inWhoseName(actor) };
  return { kind: 'application-refused', at: now, actor: eventActor(actor), from: facts.state, to: facts.state, data };
}

/** What follows from an event for other cases. */
export function consequencesOf({ actions }: CaseType, facts: CaseFacts, event: CaseEvent): readonly Consequence[] {
  const action = actions.get(event.kind);
  return action?.effects.flatMap((name) => effectNamed(name).elsewhere?.(facts, event, action) ?? []) ?? [];
}

/** Who applied, in whose name, as they stand now; after a hand-over, who took the application over. */
function applicantOf({ by, onBehalfOf, heldBy }: PendingApplication, { directory, now }: DecisionContext): Actor {
  const of = (personId: string | null): Actor => ({
    kind: 'person',
    personId,
    postings: personId ? directory.postingsOf(personId, now) : [],
  });
  if (heldBy) return of(heldBy);
  return onBehalfOf ? { ...of(onBehalfOf), actedBy: of(by) } : of(by);
}

function isOthers({ code }: Refusal): boolean {
  return code === 'not-your-part';
}

function refuse(refusal: Refusal): ActionDecision {
  return { ok: false, refusal };
}
