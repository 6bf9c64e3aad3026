import { type CaseEvent, theSystem } from '#domain';
import { Unfolding } from '../cases/unfolding.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type CaseRecord } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type CasesOfVillages, type RegionEditions, type RegisterMoves, type WaitingEdition } from './ports.js';

/** Cases a transaction: few enough that nobody who works on one of them waits long. */
const casesAtOnce = 500;

/**
 * Carries what hangs on divisions that are gone to their successors, once their edition's day has come: first links,
 * postings, duties and seats, then the open cases, each by an event of its log, chunk by chunk. What has moved no longer
 * stands under the old code, so that a run that was broken off simply goes on.
 */
export class MoveToSuccessors {
  constructor(
    private readonly transactions: Transactions,
    private readonly editions: RegionEditions,
    private readonly registers: RegisterMoves,
    private readonly cases: CasesOfVillages,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly audit: AuditLog,
    /** The county's date at the instant of the transaction. */
    private readonly dayOf: (tx: Tx) => string,
  ) {}

  /** Every edition whose day has come, the oldest first. Returns how many cases moved. */
  async untilNoneWaits(): Promise<number> {
    let moved = 0;
    for (const edition of await this.transactions.run((tx) => this.editions.waiting(tx, this.dayOf(tx)))) {
      moved += await this.run(edition);
    }
    return moved;
  }

  private async run(edition: WaitingEdition): Promise<number> {
    if (!edition.registersMoved) await this.transactions.run((tx) => this.moveRegisters(tx, edition));
    for (let moved = 0; ;) {
      const count = await this.transactions.run((tx) => this.moveCases(tx, edition));
      moved += count;
      if (count === casesAtOnce) continue;
      await this.transactions.run((tx) => this.editions.finish(tx, edition.id));
      return moved;
    }
  }

  private async moveRegisters(tx: Tx, edition: WaitingEdition): Promise<void> {
    const { id, countyCode, personId } = edition;
    await this.editions.takeTurn(tx, countyCode);
    // another process may have been here while this one waited for its turn
    const still = (await this.editions.waiting(tx, this.dayOf(tx))).find((one) => one.id === id);
    if (!still || still.registersMoved) return;
    const moved = await this.registers.execute(tx, edition);
    await this.editions.registersMoved(tx, id);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'regions-changed', personId, subject: { kind: 'region-edition', id } },
      data: { step: 'registers-moved', ...moved },
    });
  }

  private async moveCases(tx: Tx, { id, countyCode, personId, moves }: WaitingEdition): Promise<number> {
    const records = await this.cases.lockOpenOf(tx, countyCode, [...moves.keys()], casesAtOnce);
    if (records.length === 0) return 0;
    const directory = await this.directories.of(tx, countyCode);
    const changes = [];
    for (const record of records) {
      const definition = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
      const unfolding = new Unfolding(record, record, definition, directory);
      unfolding.append(movedEvent(tx, record, moves.get(record.facts.villageCode)!, id, personId));
      changes.push(unfolding.change);
    }
    await this.cases.save(tx, changes);
    await this.editions.casesMoved(tx, id, records.length);
    return records.length;
  }
}

function movedEvent(
  { now }: Tx,
  { facts }: CaseRecord,
  villageCode: string,
  edition: string,
  personId: string | null,
): CaseEvent {
  return {
    kind: 'village-moved',
    at: now,
    actor: personId === null ? theSystem : { kind: 'person', personId, postingId: null },
    from: facts.state,
    to: facts.state,
    data: { villageCode, was: facts.villageCode, edition },
  };
}
