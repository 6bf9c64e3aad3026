import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { HandOver, type HandOverCommand } from '#engine';
import { instantField } from '../http/instant-field.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { HandOverDto } from './hand-over.dto.js';
import { tellHandOverProblem } from './hand-over-problems.js';

/** Ids that one request may name. */
const most = 500;

/** Hands over in one operation what a person holds: postings, links, duties, and the cases that name the person. */
@Controller('v1/persons')
@AllowedTo('system-admin', 'county-office')
export class HandOverController {
  constructor(@Inject(HandOver) private readonly handOver: HandOver) {}

  /** The whole of somebody who leaves, or what is named. Postings pass by a system administrator only. */
  @Post(':id/hand-over')
  @HttpCode(201)
  // one of many cases is many transactions; the second time there is nothing left to hand over
  @WithoutIdempotencyKey()
  async execute(
    @Param('id', uuidInPath) personId: string,
    @Body() body: HandOverDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = commandOf(personId, body, reader);
    const result = await (body.dryRun ? this.handOver.foresee(command) : this.handOver.execute(command));
    switch (result.kind) {
      case 'unknown-person':
        throw new Problem(404, 'not-found');
      case 'postings-need-an-administrator':
        throw new Problem(403, 'postings-need-an-administrator');
      case 'in-the-past':
        throw new Problem(422, 'hand-over-past', { fields: [{ field: 'at', rule: 'over-already' }] });
      case 'refused': {
        const reason = tellHandOverProblem(result.problem, language);
        throw new Problem(409, 'hand-over-refused', { data: { reason }, members: { problem: result.problem } });
      }
      case 'foreseen': {
        const { postings, links, duties } = result.plan;
        void reply.status(200);
        return { dryRun: true, counts: result.counts, postings, links, duties };
      }
      case 'planned':
      case 'done':
        void reply.header('location', `/api/v1/hand-overs/${result.id}`);
        return { dryRun: false, id: result.id, state: result.kind };
    }
  }
}

function commandOf(
  personId: string,
  body: HandOverDto,
  { countyCode, actor, accountId, roles }: ReaderIdentity,
): HandOverCommand {
  const { successorId = null, ends, links, duties, cases, at } = body;
  return {
    countyCode,
    wish: { personId, successorId, ends, links, duties, cases, takers: takersOf(body.takers) },
    at: at === undefined ? null : instantField('at', at),
    actor,
    accountId,
    mayPassPostings: roles.has('system-admin'),
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function takersOf(takers: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(takers);
  if (entries.length > most) {
    throw new Problem(422, 'bad-fields', { fields: [{ field: 'takers', rule: 'too-many', data: { expected: most } }] });
  }
  const wrong = entries.find(([id, taker]) => !uuid.test(id) || typeof taker !== 'string' || !uuid.test(taker));
  if (wrong) throw new Problem(422, 'bad-fields', { fields: [{ field: 'takers', rule: 'pattern' }] });
  return takers as Record<string, string>;
}
