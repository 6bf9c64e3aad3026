import { type AskedWording, toThousandths, type Wording } from './likeness.js';

/** A case that may tell the same problem. */
export interface LikelyCase extends Wording {
  readonly id: string;
  readonly category: string;
}

export interface SimilarCase {
  readonly id: string;
  /** How much it is like what is asked about: `leastLikeness` to 1. */
  readonly score: number;
  readonly shared: readonly string[];
}

/**
 * Below it two problems of a village share little more than its places. Measured on invented requests: the same problem
 * told in other words comes to 0.29 and more, different problems of one village stay below 0.2.
 */
export const leastLikeness = 0.2;
/** The same category makes the same words mean the same thing more surely. */
const sameCategory = 1.25;

/** The cases most like what is asked about, the likest first, at most so many. Suggestions: nothing is refused by them. */
export function likest(
  asked: AskedWording,
  category: string | null,
  cases: readonly LikelyCase[],
  atMost: number,
): readonly SimilarCase[] {
  return cases
    .map((one) => ({ one, score: scoreOf(one, asked, category) }))
    .filter(({ score }) => score >= leastLikeness)
    .sort((a, b) => b.score - a.score || (a.one.id < b.one.id ? 1 : -1))
    .slice(0, atMost)
    .map(({ one, score }) => ({ id: one.id, score, shared: asked.sharedWith(one) }));
}

function scoreOf(one: LikelyCase, asked: AskedWording, category: string | null): number {
  return toThousandths(Math.min(1, asked.likenessTo(one) * (one.category === category ? sameCategory : 1)));
}
