/** From–to in epoch milliseconds, `to` exclusive; ±Infinity where it is open. */
export interface Term {
  readonly from: number;
  readonly to: number;
}

export function overlap(a: Term, b: Term): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether all of `inner` lies inside `outer`. */
export function within(inner: Term, outer: Term): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
