import { type Temporal } from 'temporal-polyfill';

/**
 * One entry of a case's append-only log. `kind` is the name of an action of its type, or one of the engine's own
 * kinds. Data holds codes, instants (ISO strings), spans and ids, never free text or personal data (design §8).
 * `data.onBehalfOf` says in whose name a stand-in acted.
 * `data.recordedAt` says that it was told late: what it ends, ended `at`; what it begins, begins when it is recorded.
 */
export interface CaseEvent {
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly actor: EventActor;
  readonly from: string | null;
  readonly to: string;
  readonly data: EventData;
}

export type EventData = Readonly<Record<string, unknown>>;

/** Who acted, and by which posting: "who was accountable then" is answered from here. */
export interface EventActor {
  readonly kind: 'person' | 'system' | 'import';
  readonly personId: string | null;
  readonly postingId: string | null;
}

export const theSystem: EventActor = { kind: 'system', personId: null, postingId: null };

/** Kinds that the engine writes itself; an action may not take one of these names. */
export const engineKinds = [
  'applied',
  'application-refused',
  'step',
  'village-moved',
  'hand-over',
  'linked',
  'news',
  'project-ended',
  'migrated',
] as const;
