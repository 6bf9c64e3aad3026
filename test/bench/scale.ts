/** How much of everything: the same code runs in both forms. */
export interface Scale {
  readonly name: 'full' | 'short';
  /** Timers due at one instant, reminders and escalations as a working day mixes them. */
  readonly timers: number;
  /** Timers due at one instant that all escalate. */
  readonly escalations: number;
  /** Product and reference in turn; the middle of the rounds counts. */
  readonly rounds: number;
  readonly openedCases: number;
  /** Rows of the audit that wait for their seal. */
  readonly auditRows: number;
  /** Open cases, spread over ten counties. */
  readonly openCases: number;
  /** Requests for each kind of page. */
  readonly requests: number;
  readonly ledgerRows: number;
  /** Whether a fresh clone is installed, built and started. */
  readonly freshClone: boolean;
  /** A miss by this factor ends the run with exit code 1; the full form only marks misses. */
  readonly grossMiss: number;
}

export const full: Scale = {
  name: 'full',
  timers: 200_000,
  escalations: 100_000,
  rounds: 3,
  openedCases: 10_000,
  auditRows: 1_000_000,
  openCases: 1_000_000,
  requests: 200,
  ledgerRows: 100_000,
  freshClone: true,
  grossMiss: Infinity,
};

/** For every change: minutes on a busy machine. Small numbers pay for warming up, so only gross misses count. */
export const short: Scale = {
  name: 'short',
  timers: 10_000,
  escalations: 10_000,
  rounds: 1,
  openedCases: 2_000,
  auditRows: 20_000,
  openCases: 50_000,
  requests: 20,
  ledgerRows: 10_000,
  freshClone: false,
  grossMiss: 5,
};
