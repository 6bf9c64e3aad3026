import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { explainDeadline, type NamedCalendars, type RequestProblem } from '#domain';
import { PgDefinitions, PgTransactions } from '#persistence';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { type FieldProblem, Problem } from '../http/problem.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

/** Requests that one call may carry. */
const atMost = 10_000;

@Controller('v1/deadlines')
export class DeadlinesController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
  ) {}

  /** When a span ends (or, negative, begins), and why: one request, or a list of them. */
  @Post()
  @AllowedTo(...caseRoles, ...administrators)
  @HttpCode(200)
  // changes nothing
  @WithoutIdempotencyKey()
  async explain(@Body() body: unknown, @Reader() { countyCode }: ReaderIdentity) {
    const calendars = await this.transactions.read((tx) => this.definitions.activeCalendars(tx, countyCode));
    if (!Array.isArray(body)) return answer(body, calendars, '');
    if (body.length > atMost) throw new Problem(413, 'too-large', { data: { limit: `${atMost} 项/items` } });
    return body.map((one: unknown, i) => answer(one, calendars, `${i}.`));
  }
}

function answer(request: unknown, calendars: NamedCalendars, prefix: string) {
  const explained = explainDeadline(request, calendars);
  if (explained.ok) return explained.explanation;
  throw new Problem(422, 'bad-fields', { fields: explained.problems.map((one) => fieldOf(one, prefix)) });
}

function fieldOf({ field, code, value, expected }: RequestProblem, prefix: string): FieldProblem {
  return { field: `${prefix}${field}`, rule: code === 'missing' ? 'required' : code, data: { value, expected } };
}
