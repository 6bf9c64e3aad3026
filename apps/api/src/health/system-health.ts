import { Inject, Injectable } from '@nestjs/common';
import { PgAuditRecord, PgTransactions, TimerHealth } from '#persistence';
import { unavailable } from '../http/problem-filter.js';

export interface Health {
  readonly oldestDueUnfiredSeconds: number;
  readonly auditUnsealedRows: number;
  /** Machine time: the sealer is about this host, not about the county's business. */
  readonly auditSealLagSeconds: number;
}

/** What the database says of the system: whether timers fire, and whether the audit is sealed behind those who act. */
@Injectable()
export class SystemHealth {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(TimerHealth) private readonly timers: TimerHealth,
    @Inject(PgAuditRecord) private readonly audit: PgAuditRecord,
  ) {}

  /** Throws a problem where the database does not answer. */
  async now(): Promise<Health> {
    try {
      return await this.transactions.read(async (tx) => {
        const { rows, sealedUntil } = await this.audit.tail(tx);
        const lag = Math.max(0, Date.now() - sealedUntil.epochMilliseconds) / 1000;
        return {
          oldestDueUnfiredSeconds: await this.timers.oldestDueUnfiredSeconds(tx),
          auditUnsealedRows: rows,
          auditSealLagSeconds: rows === 0 ? 0 : lag,
        };
      });
    } catch {
      throw unavailable();
    }
  }
}
