import { Inject, Injectable } from '@nestjs/common';
import { identitiesOf } from '#domain';
import { KeepViews, type SavedView, type ViewKeeper } from '#engine';
import { type CaseSort, PgTransactions } from '#persistence';
import { type CaseFilterQuery, type CaseListQuery } from '../cases/cases.dto.js';
import { Problem } from '../http/problem.js';
import { caseRoles } from '../session/access.js';
import { type ReaderIdentity } from '../session/reader.js';

/** Applies saved views to lists. */
@Injectable()
export class ViewReader {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(KeepViews) private readonly keepViews: KeepViews,
  ) {}

  /** The query with what the view that it names asks for, where the query itself says nothing. */
  async applied(query: CaseListQuery, reader: ReaderIdentity): Promise<CaseListQuery> {
    const { view: id, ...own } = query;
    if (id === undefined) return query;
    const keeper = keeperOf(reader);
    const view = keeper && (await this.transactions.read((tx) => this.keepViews.one(tx, keeper, id)));
    if (!view) throw new Problem(404, 'not-found');
    const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    return { ...filtersOf(view), ...(view.sort && { sort: view.sort as CaseSort }), ...said } as CaseListQuery;
  }
}

/** The reader as a keeper of views; null of who is not at work here: views are the offices' own. */
export function keeperOf({ countyCode, personId, roles, actor }: ReaderIdentity): ViewKeeper | null {
  if (!caseRoles.some((role) => roles.has(role))) return null;
  return { countyCode, personId, postings: identitiesOf(actor).flatMap(({ postings }) => postings) };
}

/** What a view filters by; it was checked as a query when it was saved. */
export function filtersOf({ filters }: Pick<SavedView, 'filters'>): CaseFilterQuery {
  return filters as CaseFilterQuery;
}
