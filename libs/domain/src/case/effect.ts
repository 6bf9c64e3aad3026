import { type Temporal } from 'temporal-polyfill';
import { type ActionDefinition, type CaseType } from './case-type.js';
import { type Actor, type DecisionContext } from './decision.js';
import { type CaseEvent, type EventData } from './event.js';
import { type CaseFacts, type LinkKind } from './facts.js';

/** What an effect asks of the case's clocks, beyond what the states themselves say. */
export type ClockOrder =
  | {
      readonly order: 'restart';
      readonly clock: string;
      readonly subject?: string;
      readonly keepOriginal?: boolean;
      /** The span that the clock has now, which in a later round is not the policy's. */
      readonly keepSpan?: boolean;
      readonly span?: string;
      /** It has a date instead of a span: due at the closing of that day. */
      readonly date?: string;
    }
  | { readonly order: 'stop'; readonly clock: string; readonly subject?: string }
  /** Another span from the same start; due no earlier than `notBefore`. */
  | {
      readonly order: 'measure';
      readonly clock: string;
      readonly subject?: string;
      readonly span: string;
      readonly notBefore?: Temporal.Instant;
    };

/**
 * A named effect of an action. `prepare` looks the world up while the action is decided and puts what it finds into
 * the event; `apply` and `clocks` read the event only, so that replaying the log gives the same case again.
 */
export interface Effect {
  readonly prepare?: (
    fields: EventData,
    context: DecisionContext,
    facts: CaseFacts | null,
    actor: Actor,
    newId: () => string,
  ) => EventData;
  readonly apply?: (facts: CaseFacts, event: CaseEvent, type: CaseType) => CaseFacts;
  readonly clocks?: (before: CaseFacts, event: CaseEvent, type: CaseType) => readonly ClockOrder[];
  /** What happens to other cases with it. */
  readonly elsewhere?: (facts: CaseFacts, event: CaseEvent, action: ActionDefinition) => readonly Consequence[];
}

/** What follows from an event for another case, in the same transaction. */
export type Consequence =
  /** A case is opened by this action of its type; text fields carry ids of texts of the case that it comes from. */
  | {
      readonly kind: 'open';
      readonly caseId: string;
      /** Null: the type of the case that it comes from. */
      readonly type: string | null;
      readonly action: string;
      readonly fields: EventData;
      readonly link: LinkKind;
      /** Whether it is the same requester's. */
      readonly ofRequester: boolean;
    }
  /** A case that is there learns how the two hang together. */
  | { readonly kind: 'link'; readonly caseId: string; readonly link: LinkKind }
  /** A case that a key project serves has news of it, or is without it from now on. */
  | { readonly kind: 'news' | 'project-ended'; readonly caseId: string };
