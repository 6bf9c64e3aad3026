import { type CasePart } from './facts.js';

/** What a key project is to cost and where it comes from, in yuan. */
export interface Funding {
  readonly estimated: number;
  readonly committed: number;
  readonly paid: number;
  /** Estimated and not yet committed by anybody. */
  readonly gap: number;
}

/** The sums of a project's funding sources (domain terms: 资金缺口 is what nobody has committed yet). */
export function fundingOf(parts: readonly CasePart[]): Funding {
  const sources = parts.filter(({ kind }) => kind === 'funding');
  const sum = (name: string) => sources.reduce((total, { data }) => total + Number(data[name] ?? 0), 0);
  const [estimated, committed, paid] = [sum('estimated'), sum('committed'), sum('paid')];
  return { estimated, committed, paid, gap: Math.max(0, estimated - committed) };
}
