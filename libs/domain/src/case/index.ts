export {
  type CaseType,
  type ActionDefinition,
  type ClockDefinition,
  type StateDefinition,
  type Label,
  type JsonObject,
  type PartDefinition,
  type JsonValue,
  isOpen,
} from './case-type.js';
export { alternativesOf, choose, type Choice, type Conditions } from './choice.js';
export { openingBy } from './event-of.js';
export { consequencesOf, decideAction, whyNot, type ActionDecision, type ActionWish } from './decide.js';
export {
  humanOf,
  identitiesOf,
  system,
  type Actor,
  type DecisionContext,
  type OtherCase,
  type Refusal,
  type RefusalCode,
} from './decision.js';
export { engineKinds, theSystem, type CaseEvent, type EventActor, type EventData } from './event.js';
export { type Consequence } from './effect.js';
export { fundingOf, type Funding } from './funding.js';
export { evolve, type CaseSnapshot, type Evolution } from './evolve.js';
export {
  conditionsOf,
  type CaseFacts,
  type CaseLink,
  type CasePart,
  type CoHandler,
  type LinkKind,
  type OrderFacts,
  type PendingApplication,
} from './facts.js';
export { applyEvent, blank, fold, versionsAlong } from './fold.js';
export { isQuiet, knownAt, replay, type InForce, type Measure, type ReplayedCase } from './replay.js';
export { holderOf, partsOf, personalParts, type HandedOverParts, type PersonalPart } from './hand-over.js';
export {
  decideMigration,
  type MigrationDecision,
  type MigrationObstacle,
  type MigrationWish,
  type PendingTimer,
} from './migrate.js';
export { mayOpen } from './may-open.js';
export { isSecondPerson } from './second-person.js';
export { readCaseType, type ReadCaseType } from './read-case-type.js';
