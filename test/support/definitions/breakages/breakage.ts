import { type Violation } from '#domain';
import { type Edit } from '../broken.js';

/** One edit of a sound file, and all that the proofs then find: the code and the place, when it fails, and by which course. */
export interface Breakage extends Edit {
  readonly what: string;
  readonly finds: readonly Partial<Violation>[];
}
