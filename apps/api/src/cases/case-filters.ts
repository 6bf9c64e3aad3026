import { Inject, Injectable } from '@nestjs/common';
import { deadlineOf, parseSpan } from '#domain';
import { type Tx } from '#engine';
import { type CaseFilter, PgDefinitions } from '#persistence';
import { Problem } from '../http/problem.js';
import { type CaseFilterQuery } from './cases.dto.js';

/** What a query narrows a list of cases to. */
@Injectable()
export class CaseFilters {
  constructor(@Inject(PgDefinitions) private readonly definitions: PgDefinitions) {}

  async of(tx: Tx, query: CaseFilterQuery, countyCode: string): Promise<CaseFilter> {
    const { overdue, open, state, type, village, leader, department, category, urgency, tier, q } = query;
    const dueUntil = query.dueWithin === undefined ? undefined : await this.dueUntil(tx, query.dueWithin, countyCode);
    return { overdue, open, state, type, village, leader, department, category, urgency, tier, q, dueUntil };
  }

  private async dueUntil(tx: Tx, written: string, countyCode: string) {
    const span = parseSpan(written);
    const calendar = await this.definitions.calendar(tx, countyCode, 'default');
    const until = span.ok && span.span.amount > 0 && calendar ? deadlineOf(tx.now, span.span, calendar) : null;
    if (!until?.ok) throw new Problem(422, 'bad-fields', { fields: [{ field: 'dueWithin', rule: 'not-a-span' }] });
    return until.due;
  }
}
