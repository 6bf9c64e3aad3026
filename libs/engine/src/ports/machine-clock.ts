/**
 * The host's own time, for what is about this machine and not about the county's business: sessions, lock-outs, one-time
 * codes. A demonstration clock that is moved must neither sign anybody out nor let anybody in.
 */
export interface MachineClock {
  /** Epoch milliseconds. */
  now(): number;
}
