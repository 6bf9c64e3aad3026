import { Controller, Get, Inject, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { unavailable } from '../http/problem-filter.js';
import { OpenToStrangers } from '../session/access.js';
import { Metrics } from './metrics.js';
import { SystemHealth } from './system-health.js';

/** Seconds that a due timer may wait before the system calls itself not ready: then something is wrong with firing. */
const patience = 120;

@Controller()
@OpenToStrangers()
export class HealthController {
  constructor(
    @Inject(SystemHealth) private readonly health: SystemHealth,
    @Inject(Metrics) private readonly figures: Metrics,
  ) {}

  /** The process answers. */
  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  /** The database answers and timers fire. That the audit waits for its seal is told, and keeps nobody from working. */
  @Get('health/ready')
  async ready() {
    const health = await this.health.now();
    if (health.oldestDueUnfiredSeconds > patience) throw unavailable({ ...health });
    return { status: 'ok', ...health };
  }

  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.figures.contentType);
    return this.figures.text();
  }
}
