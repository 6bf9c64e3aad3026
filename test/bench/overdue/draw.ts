/** Even numbers from a seed (mulberry32), so that every run loads the same county. */
export class Draw {
  constructor(private state: number) {}

  /** A whole number from 0 up to `below`, exclusive. */
  number(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  one<T>(of: readonly T[]): T {
    return of[this.number(of.length)]!;
  }

  /** True in so many of a hundred draws. */
  percent(share: number): boolean {
    return this.number(100) < share;
  }
}
