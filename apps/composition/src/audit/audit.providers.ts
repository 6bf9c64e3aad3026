import { type FactoryProvider } from '@nestjs/common';
import { MakeCheckpoint, SealAudit, VerifyAudit } from '#engine';
import { isSigned, sha256 } from '#identity';
import { AuditEntries, PgAuditRecord, PgAuditSeals, PgCheckpoints, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { provide } from '../provide.js';
import { SETTINGS, type Settings } from '../settings.js';
import { checkpointFile, checkpointSigner } from './checkpoint-files.js';

/** Seals are about this host, not about the county's business: a clock that was moved does not move them (time.md §1). */
const machineTime = () => Temporal.Instant.fromEpochMilliseconds(Date.now());

/** What seals the audit, signs its checkpoints and verifies it. `MakeCheckpoint` is null where there is no folder for its key. */
export const auditProviders: FactoryProvider[] = [
  provide(PgAuditSeals, [], () => new PgAuditSeals()),
  provide(PgAuditRecord, [], () => new PgAuditRecord()),
  provide(PgCheckpoints, [], () => new PgCheckpoints()),
  provide(AuditEntries, [], () => new AuditEntries()),
  provide(
    SealAudit,
    [PgTransactions, PgAuditSeals],
    (transactions: PgTransactions, seals: PgAuditSeals) => new SealAudit(transactions, seals, sha256, machineTime),
  ),
  provide(
    MakeCheckpoint,
    [PgTransactions, PgAuditSeals, PgCheckpoints, SETTINGS],
    (
      ...[transactions, seals, kept, { dataDirectory, checkpointMinutes }]: [
        PgTransactions,
        PgAuditSeals,
        PgCheckpoints,
        Settings,
      ]
    ) =>
      dataDirectory === undefined
        ? null
        : new MakeCheckpoint(
            ...([transactions, seals, kept, () => checkpointSigner(dataDirectory)] as const),
            ...([checkpointFile(dataDirectory), machineTime, checkpointMinutes] as const),
          ),
  ),
  provide(
    VerifyAudit,
    [PgTransactions, PgAuditRecord],
    (transactions: PgTransactions, record: PgAuditRecord) => new VerifyAudit(transactions, record, sha256, isSigned),
  ),
];
