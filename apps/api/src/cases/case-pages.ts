import { Inject, Injectable } from '@nestjs/common';
import { type CaseFilter, CaseLists, PgDefinitions, PgTransactions } from '#persistence';
import { type Tx } from '#engine';
import { type Language } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { type ReaderIdentity } from '../session/reader.js';
import { caseView } from './case-view.js';
import { type CasePagingQuery } from './cases.dto.js';

/** Pages of cases as every list answers them. */
@Injectable()
export class CasePages {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(CaseLists) private readonly lists: CaseLists,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
  ) {}

  page(
    filterOf: (tx: Tx) => Promise<CaseFilter> | CaseFilter,
    { sort = 'dueAt', cursor, limit }: CasePagingQuery,
    reader: ReaderIdentity,
    language: Language,
  ) {
    return this.transactions.read(async (tx) => {
      const page = await this.lists.page(tx, reader.scope, { filter: await filterOf(tx), sort, cursor, limit });
      if (!page) throw new Problem(422, 'bad-fields', { fields: [{ field: 'cursor', rule: 'not-a-cursor' }] });
      const items = [];
      for (const item of page.items) {
        const { type, calendar } = await this.definitions.ofVersion(tx, item.countyCode, item.typeVersionId);
        items.push(caseView(item, type, calendar, tx.now, language));
      }
      return { ...page, items };
    });
  }
}
