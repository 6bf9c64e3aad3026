import { gramsOf, type Piece, piecesOf } from './pieces.js';
import { sharedRuns } from './shared-runs.js';

/** What somebody wrote of a problem. */
export interface Wording {
  readonly title: string;
  readonly text: string;
}

/** A title is chosen with care: what stands in it says three times what it says in the text. */
const inTitle = 3;
const inText = 1;
const sharedAtMost = 8;

/** What is asked about, read once for many comparisons. */
export class AskedWording {
  private readonly pieces: readonly Piece[];
  private readonly weights: ReadonlyMap<string, number>;

  constructor(wording: Wording) {
    const read = weigh(wording);
    this.pieces = read.pieces;
    this.weights = read.weights;
  }

  /** What it can be found by in an index of pairs of characters, the title's first, at most so many. */
  grams(atMost: number): readonly string[] {
    return [...this.weights.keys()].slice(0, atMost);
  }

  /**
   * How much another wording is like it, 0 (nothing in common) to 1 (the same words), to a thousandth: the cosine of their
   * weighted pairs of characters.
   */
  likenessTo(other: Wording): number {
    const { weights } = weigh(other);
    let product = 0;
    for (const [gram, weight] of this.weights) product += weight * (weights.get(gram) ?? 0);
    return product === 0 ? 0 : toThousandths(product / Math.sqrt(squares(this.weights) * squares(weights)));
  }

  /** The longest words that both hold, in the order of the one that is asked about; a few. */
  sharedWith(other: Wording): readonly string[] {
    return sharedRuns(this.pieces, weigh(other).pieces).slice(0, sharedAtMost);
  }
}

export function toThousandths(share: number): number {
  return Math.round(share * 1_000) / 1_000;
}

function weigh({ title, text }: Wording) {
  const [titled, written] = [piecesOf(title), piecesOf(text)];
  const weights = new Map<string, number>();
  for (const gram of titled.flatMap(gramsOf)) weights.set(gram, inTitle);
  for (const gram of written.flatMap(gramsOf)) if (!weights.has(gram)) weights.set(gram, inText);
  return { pieces: [...titled, ...written], weights };
}

function squares(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight * weight, 0);
}
