import { type BenchPostgres } from './server/bench-postgres.js';
import { type Figure } from './report/figure.js';
import { type Scale } from './scale.js';

/** What a part works with. */
export interface Bench {
  readonly postgres: BenchPostgres;
  readonly scale: Scale;
  /** Tells what is being done; loads take minutes. */
  say(what: string): void;
}

/** One part of the bench. Throws where the product does the work wrongly: a fast mistake has no figure. */
export type Part = (bench: Bench) => Promise<Figure[]>;
