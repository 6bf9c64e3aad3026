import { type CaseEvent, type HandedOverParts, headlineOf, partsOf, partsThatMove } from '#domain';
import { Unfolding } from '../cases/unfolding.js';
import { type CaseChange, type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type HandOverItem, type HandOverRecord } from '../ports/hand-overs.js';
import { type Tx } from '../ports/transactions.js';

export interface MovedChunk {
  readonly items: readonly HandOverItem[];
  /** The last case that was looked at, whether it moved or not. */
  readonly last: string | null;
  readonly isShort: boolean;
}

/** Moves the cases of a hand-over, a chunk at a time: locked in the order of their ids, one event each. */
export class MoveCases {
  constructor(
    private readonly cases: CaseStore,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
  ) {}

  async chunk(tx: Tx, record: HandOverRecord, limit: number): Promise<MovedChunk> {
    const { countyCode, plan, doneCase } = record;
    const locked = await this.cases.lockNaming(tx, countyCode, plan.personId, doneCase, limit);
    const changes: CaseChange[] = [];
    const items: HandOverItem[] = [];
    for (const one of locked) {
      const moved = await this.move(tx, one, record);
      if (!moved) continue;
      changes.push(moved.change);
      items.push(...moved.items);
    }
    await this.cases.save(tx, changes);
    return { items, last: locked.at(-1)?.id ?? doneCase, isShort: locked.length < limit };
  }

  private async move(
    tx: Tx,
    one: CaseRecord,
    { id, countyCode, plan, enteredBy }: HandOverRecord,
  ): Promise<{ change: CaseChange; items: HandOverItem[] } | null> {
    const definition = await this.definitions.ofVersion(tx, countyCode, one.typeVersionId);
    const { state, villageCode, leadOrganisationId, order } = one.facts;
    const parts = partsOf(definition.type, one.facts, plan.personId);
    const moves = partsThatMove(plan, { id: one.id, villageCode, leadOrganisationId, parts });
    if (moves.length === 0) return null;
    const taken = Object.fromEntries(moves.map(({ part, successorId }) => [part, successorId]));
    const data: HandedOverParts = { handOver: id, from: plan.personId, ...taken };
    const actor = { kind: 'person', personId: enteredBy, postingId: null } as const;
    const event: CaseEvent = { kind: 'hand-over', at: tx.now, actor, from: state, to: state, data: { ...data } };
    const unfolding = new Unfolding(one, one, definition, await this.directories.of(tx, countyCode));
    unfolding.append(event);
    const { dueAt } = headlineOf(definition.type, one.clocks, one.facts.state);
    const item = (kind: HandOverItem['kind'], itemId: string, successorId: string): HandOverItem => ({
      ...{ kind, itemId, caseId: one.id, successorId, state, dueAt },
    });
    return {
      change: unfolding.change,
      items: [
        ...moves.map(({ part, successorId }) => item(part, one.id, successorId)),
        // an order on the case is the new handler's to answer
        ...(order && data.handler ? [item('order', order.id, data.handler)] : []),
      ],
    };
  }
}
