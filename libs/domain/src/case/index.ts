export {
  type CaseType,
  type ActionDefinition,
  type ClockDefinition,
  type StateDefinition,
  type Label,
  type JsonObject,
  type JsonValue,
  isOpen,
} from './case-type.js';
export { alternativesOf, choose, type Choice, type Conditions } from './choice.js';
export { decideAction, whyNot, type ActionDecision, type ActionWish } from './decide.js';
export {
  humanOf,
  identitiesOf,
  system,
  type Actor,
  type DecisionContext,
  type Refusal,
  type RefusalCode,
} from './decision.js';
export { engineKinds, theSystem, type CaseEvent, type EventActor, type EventData } from './event.js';
export { evolve, type CaseSnapshot, type Evolution } from './evolve.js';
export { conditionsOf, type CaseFacts, type CoHandler, type OrderFacts, type PendingApplication } from './facts.js';
export { applyEvent, fold } from './fold.js';
export { holderOf, partsOf, personalParts, type HandedOverParts, type PersonalPart } from './hand-over.js';
export { isSecondPerson } from './second-person.js';
export { readCaseType, type ReadCaseType } from './read-case-type.js';
