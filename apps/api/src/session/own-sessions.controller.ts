import { Controller, Delete, Get, HttpCode, Inject, Param } from '@nestjs/common';
import { OwnSessions, OwnTokens } from '#engine';
import { PgTransactions } from '#persistence';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo, BySessionOnly, DuringEnrolment, everybody } from './access.js';
import { instantOf } from './instant-of.js';
import { Reader, type SessionReader } from './reader.js';

/** Where I am signed in; only I see it, and nothing is kept of it when a session has ended. */
@Controller('v1/me/sessions')
@AllowedTo(...everybody)
@BySessionOnly()
@DuringEnrolment()
export class OwnSessionsController {
  constructor(
    @Inject(OwnSessions) private readonly sessions: OwnSessions,
    @Inject(OwnTokens) private readonly tokens: OwnTokens,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
  ) {}

  /** My sessions, and how many API tokens there are beside them: signing out leaves those. */
  @Get()
  async list(@Reader() reader: SessionReader) {
    const { sessions, tokens } = await this.transactions.read(async (tx) => ({
      sessions: await this.sessions.list(tx, reader),
      tokens: await this.tokens.list(tx, reader.accountId),
    }));
    return {
      tokens: tokens.length,
      items: sessions.map(({ id, beganAt, lastUsedAt, client }) => ({
        id,
        isThisOne: id === reader.sessionId,
        beganAt: instantOf(beganAt),
        lastUsedAt: instantOf(lastUsedAt),
        client,
      })),
    };
  }

  /** Signs out everywhere else. Tools with an API token stay signed in; those are revoked one by one, or by a new password. */
  @Delete()
  @HttpCode(200)
  async endOthers(@Reader() reader: SessionReader) {
    const ended = await this.transactions.run((tx) => this.sessions.endOthers(tx, reader, reader.sessionId));
    return { ended };
  }

  /** Signs out there. */
  @Delete(':id')
  @HttpCode(204)
  async end(@Reader() reader: SessionReader, @Param('id', uuidInPath) id: string): Promise<void> {
    const elsewhere = id !== reader.sessionId;
    const isEnded = await this.transactions.run((tx) => this.sessions.end(tx, reader, id, elsewhere));
    if (!isEnded) throw new Problem(404, 'not-found');
  }
}
