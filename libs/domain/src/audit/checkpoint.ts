import { Temporal } from 'temporal-polyfill';
import { type ChainEnd } from './chain.js';
import { type SealedSource } from './sealed-row.js';

/** What the chain was at an instant of the machine, and how many rows of each table it had sealed. */
export interface Checkpoint extends ChainEnd {
  readonly at: Temporal.Instant;
  readonly counts: Readonly<Record<SealedSource, number>>;
}

/** A checkpoint with the signature under it (base64) and the key that made it (base64 of its DER form). */
export interface SignedCheckpoint extends Checkpoint {
  readonly publicKey: string;
  readonly signature: string;
}

/** What is signed of a checkpoint. */
export function checkpointText({ no, hash, at, counts }: Checkpoint): string {
  return JSON.stringify(['guacun checkpoint', no, hash, at.toString(), counts.audit_log, counts.case_event]);
}

/** Seals after which a checkpoint is made, however little time has passed: so much could be rewritten unseen at most. */
const sealsAtMost = 1_000;

/**
 * Minutes after which a checkpoint is made where anything was sealed: so old is what can be cut off unseen at most. A
 * signature costs nothing; but each checkpoint is a line that is kept for good and read in each verification, and a
 * minute would make five times as many.
 */
export const usualCheckpointMinutes = 5;

/**
 * Whether a checkpoint should be made now: after enough seals, so many minutes after the last one where anything was
 * sealed, and every day, which says that there was nothing.
 */
export function checkpointIsDue(
  last: Checkpoint | null,
  end: ChainEnd,
  now: Temporal.Instant,
  everyMinutes: number = usualCheckpointMinutes,
): boolean {
  const sealed = end.no - (last?.no ?? 0);
  if (sealed >= sealsAtMost) return true;
  const minutes = last ? now.since(last.at).total('minutes') : Infinity;
  return (sealed > 0 && minutes >= everyMinutes) || minutes >= 24 * 60;
}

/** A checkpoint from one line of a file of them (NDJSON); null where the line is none. */
export function readCheckpoint(line: string): SignedCheckpoint | null {
  try {
    const { no, hash, at, counts, publicKey, signature } = JSON.parse(line) as Record<keyof SignedCheckpoint, unknown>;
    const { audit_log, case_event } = counts as Checkpoint['counts'];
    const isWhole = [no, audit_log, case_event].every(Number.isSafeInteger);
    if (!isWhole || ![hash, publicKey, signature].every((text) => typeof text === 'string')) return null;
    return {
      ...{ no: no as number, hash: hash as string, at: Temporal.Instant.from(at as string) },
      ...{ counts: { audit_log, case_event }, publicKey: publicKey as string, signature: signature as string },
    };
  } catch {
    return null;
  }
}
