import { type Numbering } from '#engine';
import { type EntityManager } from 'typeorm';
import { TimeOrderedIds } from './time-ordered-ids.js';

/** Serials a block: large enough that a busy door asks rarely, small enough that a restart wastes little. */
const blockSize = 100;

/**
 * Hands out ids and serials. Serials come in blocks, taken in a transaction of their own, so that opening cases never
 * queues behind somebody else's commit; what is left of a block at a stop is a gap, which numbers may have (design §8).
 */
export class PgNumbering implements Numbering {
  private readonly ids = new TimeOrderedIds();
  private readonly blocks = new Map<string, { next: number; end: number }>();
  private taking: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: Pick<EntityManager, 'query'>) {}

  newId(): string {
    return this.ids.next();
  }

  async serials(countyCode: string, kind: 'case' | 'order', year: number, count: number): Promise<number[]> {
    // one at a time within this process: two askers must not both take a block
    const turn = this.taking.then(() => this.take(countyCode, kind, year, count));
    this.taking = turn.catch(() => {});
    return turn;
  }

  private async take(countyCode: string, kind: string, year: number, count: number): Promise<number[]> {
    const key = `${countyCode}/${kind}/${year}`;
    const serials: number[] = [];
    while (serials.length < count) {
      let block = this.blocks.get(key);
      if (!block || block.next === block.end) {
        block = await this.allocate(countyCode, kind, year, Math.max(blockSize, count - serials.length));
        this.blocks.set(key, block);
      }
      while (serials.length < count && block.next < block.end) serials.push(block.next++);
    }
    return serials;
  }

  private async allocate(countyCode: string, kind: string, year: number, size: number) {
    const [row] = (await this.dataSource.query(
      `INSERT INTO serial (county_code, kind, year, next) VALUES ($1, $2, $3, $4 + 1)
         ON CONFLICT (county_code, kind, year) DO UPDATE SET next = serial.next + $4
       RETURNING next`,
      [countyCode, kind, year, size],
    )) as { next: string }[];
    const end = Number(row!.next);
    return { next: end - size, end };
  }
}
