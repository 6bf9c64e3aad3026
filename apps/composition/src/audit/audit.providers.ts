import { type FactoryProvider } from '@nestjs/common';
import { type CheckpointFile, MakeCheckpoint, SealAudit, VerifyAudit } from '#engine';
import { Ed25519Signer, isSigned, sha256 } from '#identity';
import { PgAuditRecord, PgAuditSeals, PgCheckpoints, PgTransactions } from '#persistence';
import { appendLine } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { provide } from '../provide.js';
import { SETTINGS, type Settings } from '../settings.js';

/** Seals are about this host, not about the county's business: a clock that was moved does not move them (time.md §1). */
const machineTime = () => Temporal.Instant.fromEpochMilliseconds(Date.now());

/** What seals the audit, signs its checkpoints and verifies it. `MakeCheckpoint` is null where no key is set to sign. */
export const auditProviders: FactoryProvider[] = [
  provide(PgAuditSeals, [], () => new PgAuditSeals()),
  provide(PgAuditRecord, [], () => new PgAuditRecord()),
  provide(PgCheckpoints, [], () => new PgCheckpoints()),
  provide(
    SealAudit,
    [PgTransactions, PgAuditSeals],
    (transactions: PgTransactions, seals: PgAuditSeals) => new SealAudit(transactions, seals, sha256, machineTime),
  ),
  provide(
    MakeCheckpoint,
    [PgTransactions, PgAuditSeals, PgCheckpoints, SETTINGS],
    (transactions: PgTransactions, seals: PgAuditSeals, kept: PgCheckpoints, { checkpoints }: Settings) =>
      checkpoints
        ? new MakeCheckpoint(
            ...([transactions, seals, kept, new Ed25519Signer(checkpoints.signingKey)] as const),
            ...([checkpointFile(checkpoints.file), machineTime] as const),
          )
        : null,
  ),
  provide(
    VerifyAudit,
    [PgTransactions, PgAuditRecord],
    (transactions: PgTransactions, record: PgAuditRecord) => new VerifyAudit(transactions, record, sha256, isSigned),
  ),
];

function checkpointFile(path: string): CheckpointFile {
  return { append: (checkpoint) => appendLine(path, JSON.stringify(checkpoint)) };
}
