import { Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { formatInstant, maskNumbers } from '#domain';
import { Inbox, PgDefinitions, PgTransactions } from '#persistence';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { AllowedTo, caseRoles, outsideRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { tellMessage } from './messages.js';

export class InboxQuery {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unread = false;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

/** The in-app inbox: what I was told, and for which of my places I was told it. */
@Controller('v1/inbox')
@AllowedTo(...caseRoles, ...outsideRoles)
export class InboxController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
  ) {}

  @Get()
  async read(
    @Query() { unread, limit }: InboxQuery,
    @Reader() { personId, countyCode, scope }: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return this.transactions.read(async (tx) => {
      const zone = (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
      const types = new Map((await this.definitions.activeTypes(tx, countyCode)).map((type) => [type.code, type]));
      const messages = await this.inbox.messages(tx, scope, personId, { unreadOnly: unread, limit });
      return {
        unread: await this.inbox.unread(tx, personId),
        items: messages.map((message) => ({
          id: message.id,
          case: message.about && {
            id: message.about.id,
            number: message.about.number,
            title: maskNumbers(message.about.title),
          },
          ...(message.cases !== null && { cases: message.cases }),
          ...(message.handOverId !== null && { handOverId: message.handOverId }),
          kind: message.kind,
          clock: message.clock,
          step: message.step,
          ...tellMessage(message, types.get(message.about?.typeCode ?? ''), language),
          at: formatInstant(message.createdAt, zone),
          readAt: message.readAt && formatInstant(message.readAt, zone),
        })),
      };
    });
  }

  @Post(':id/read')
  @HttpCode(204)
  async markRead(
    @Param('id', new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') })) id: string,
    @Reader() { personId }: ReaderIdentity,
  ): Promise<void> {
    const known = await this.transactions.run((tx) => this.inbox.markRead(tx, personId, id));
    if (!known) throw new Problem(404, 'not-found');
  }
}
