import { type Frontier } from '../ports/audit-seals.js';

/**
 * How far a table is settled. Ids are given out before their rows are seen: a transaction that takes id 7 and commits
 * late appears behind ids that were sealed long ago. So an id counts as settled only when every transaction that was
 * writing at the time it was the highest is over; what is above is looked through again in each pass.
 */
export class Settling {
  private waitingFor: Pick<Frontier, 'givenOut' | 'writers'> | undefined;

  /** The id up to which all rows can be seen by now, as far as this frontier and the ones before tell. */
  settledTo(frontier: Frontier): string {
    const writing = new Set(frontier.writers);
    const { waitingFor } = this;
    const isOver = waitingFor !== undefined && !waitingFor.writers.some((writer) => writing.has(writer));
    if (isOver || waitingFor === undefined) this.waitingFor = frontier;
    if (frontier.writers.length === 0) return frontier.givenOut;
    return isOver && BigInt(waitingFor.givenOut) > BigInt(frontier.settledTo)
      ? waitingFor.givenOut
      : frontier.settledTo;
  }
}
