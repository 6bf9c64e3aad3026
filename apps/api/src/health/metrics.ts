import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Health, SystemHealth } from './system-health.js';

/** What is told of the system's health, by the name under which Prometheus knows it. */
const gauges: Readonly<Record<keyof Health, { name: string; help: string }>> = {
  oldestDueUnfiredSeconds: {
    name: 'oldest_due_unfired_seconds',
    help: 'How long the oldest due timer has been waiting to fire.',
  },
  auditUnsealedRows: { name: 'audit_unsealed_rows', help: 'Rows of the audit that wait for their seal.' },
  auditSealLagSeconds: {
    name: 'audit_seal_lag_seconds',
    help: 'How long the oldest of them has been waiting at most.',
  },
};

/** The figures of this process and of the system, in the text form of Prometheus. */
@Injectable()
export class Metrics {
  // one of its own: several systems may run in one process
  private readonly registry = new Registry();
  private readonly told = (Object.keys(gauges) as (keyof Health)[]).map((key) => ({
    key,
    gauge: new Gauge({ ...gauges[key], registers: [this.registry] }),
  }));

  constructor(@Inject(SystemHealth) private readonly health: SystemHealth) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Throws a problem where the database does not answer. */
  async text(): Promise<string> {
    const health = await this.health.now();
    for (const { key, gauge } of this.told) gauge.set(health[key]);
    return this.registry.metrics();
  }
}
