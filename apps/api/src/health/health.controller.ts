import { Controller, Get, Header, Inject } from '@nestjs/common';
import { PgTransactions, TimerHealth } from '#persistence';
import { unavailable } from '../http/problem-filter.js';
import { OpenToStrangers } from '../session/access.js';

/** Seconds that a due timer may wait before the system calls itself not ready: then something is wrong with firing. */
const patience = 120;

@Controller()
@OpenToStrangers()
export class HealthController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(TimerHealth) private readonly timers: TimerHealth,
  ) {}

  /** The process answers. */
  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  /** The database answers and timers fire. */
  @Get('health/ready')
  async ready() {
    const age = await this.oldestDueUnfired();
    if (age > patience) throw unavailable({ oldestDueUnfiredSeconds: age });
    return { status: 'ok', oldestDueUnfiredSeconds: age };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    const age = await this.oldestDueUnfired();
    return [
      '# HELP oldest_due_unfired_seconds How long the oldest due timer has been waiting to fire.',
      '# TYPE oldest_due_unfired_seconds gauge',
      `oldest_due_unfired_seconds ${age}`,
      '',
    ].join('\n');
  }

  private async oldestDueUnfired(): Promise<number> {
    try {
      return await this.transactions.read((tx) => this.timers.oldestDueUnfiredSeconds(tx));
    } catch {
      throw unavailable();
    }
  }
}
