import { Body, Controller, Header, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { revealingRoles, type RevealReason, revealReasons } from '#domain';
import { RevealRequester } from '#engine';
import { PgTransactions } from '#persistence';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { Problem } from '../http/problem.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { tooOften } from './too-often.js';

export class RevealDto {
  /** Why the full value is needed; it is recorded with who asked. */
  @IsIn(revealReasons, { context: { allowedValues: revealReasons } }) reason: RevealReason;
}

/** Who asked, whole: an action with a reason (design §10). */
@Controller('v1/cases')
export class RequestersController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(RevealRequester) private readonly revealRequester: RevealRequester,
  ) {}

  /** Shows name and phone once, and the numbers masked in the case's words. Recorded; at most 30 an hour a person. */
  @Post(':id/requester/reveal')
  @AllowedTo(...revealingRoles)
  @Header('cache-control', 'no-store')
  @HttpCode(200)
  // what is shown once is kept nowhere; to see it again is to read it again, on record
  @WithoutIdempotencyKey()
  async reveal(
    @Param('id', new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') })) id: string,
    @Body() { reason }: RevealDto,
    @Reader() { accountId, actor, scope }: ReaderIdentity,
  ) {
    const { now, result } = await this.transactions.run(async (tx) => ({
      now: tx.now,
      result: await this.revealRequester.execute(tx, { caseId: id, actor, accountId, scope, reason }),
    }));
    switch (result.kind) {
      case 'not-found':
        throw new Problem(404, 'not-found');
      case 'not-allowed':
        throw new Problem(403, 'not-allowed');
      case 'too-often':
        throw tooOften(now, result.until);
      case 'revealed':
        return { name: result.name, phone: result.phone, texts: result.texts };
    }
  }
}
