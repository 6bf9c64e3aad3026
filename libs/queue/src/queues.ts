/** The queues and what a job of each carries. Payloads are ids; no state lives in a queue alone (design §4). */
export const queues = {
  /** "Look whether something is due": ticks and alarms; the timers themselves are rows. */
  sweep: 'sweep',
  /** "Look into the outbox." */
  dispatch: 'dispatch',
  /** A ledger to import: its id. */
  imports: 'imports',
  /** A list of cases to be made into a file: its id; and "take away what has expired". */
  exports: 'exports',
  /** A file that no scanner answered about: its id; and "ask about those that still wait". */
  attachments: 'attachments',
  /** "See what has been kept long enough." */
  retention: 'retention',
  /** "Look what of the audit is not sealed yet." */
  seal: 'seal',
  /** "Look whether an edition of the divisions has its day." */
  editions: 'editions',
  /** "Look whether a hand-over is to begin, or to go on." */
  handOvers: 'hand-overs',
  /** Cases to be brought onto another version of their type: the migration's id. */
  migrations: 'migrations',
} as const;

export type QueueName = (typeof queues)[keyof typeof queues];

export interface ExportJob {
  readonly exportId: string;
}

export interface MigrationJob {
  readonly migrationId: string;
}

export interface ImportJob {
  readonly importId: string;
}

export interface AttachmentJob {
  readonly attachmentId: string;
}
