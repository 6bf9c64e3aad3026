import { type LikelyCase } from '#domain';
import { type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { Parameters, readsAsRequester, readsWhole, scopeCondition } from '../case/scope-sql.js';
import { queryOfAny } from '../case/search-vector.js';
import { managerOf } from '../transactions.js';

export interface LikelyCasesQuestion {
  readonly villageCode: string;
  /** Pairs of characters, words and numbers, of which a case holds some. */
  readonly grams: readonly string[];
  /** Cases that were over before are left out. */
  readonly closedSince: Temporal.Instant;
  readonly limit: number;
}

/**
 * Cases of a village that hold some of the same words, open or over lately, those with most of them first: what the
 * likest are chosen from. Only of those that the reader may read whole: a suggestion tells nothing that a list would not.
 */
export class SimilarCases {
  async likely(tx: Tx, scope: Scope, question: LikelyCasesQuestion): Promise<LikelyCase[]> {
    const query = queryOfAny(scope.countyCode, question.grams);
    if (query === null) return [];
    const parameters = new Parameters();
    const asked = `${parameters.add(query)}::tsquery`;
    const village = parameters.add(question.villageCode);
    const readable = `(${scopeCondition(scope, parameters)}) AND (${readsWhole(scope, parameters)} OR ${readsAsRequester(scope, parameters)})`;
    const lately = `NOT c.open AND c.closed_at >= ${parameters.add(question.closedSince.toString())}`;
    const ofVillage = (which: string) =>
      `SELECT c.id, c.category FROM cases c WHERE c.village_code = ${village} AND ${which} AND ${readable}`;
    return managerOf(tx).query(
      `WITH near AS MATERIALIZED (${ofVillage('c.open')} UNION ALL ${ofVillage(lately)}),
            likely AS MATERIALIZED (
              SELECT near.id, near.category, sum(ts_rank(x.search, ${asked})) AS rank
                FROM near JOIN case_text x ON x.case_id = near.id AND x.kind IN ('title', 'text')
               WHERE x.search @@ ${asked}
               GROUP BY near.id, near.category ORDER BY rank DESC, near.id DESC LIMIT ${parameters.add(question.limit)})
       SELECT likely.id, likely.category, coalesce(title.body, '') AS title, coalesce(words.body, '') AS text
         FROM likely
         LEFT JOIN case_text title ON title.case_id = likely.id AND title.kind = 'title'
         LEFT JOIN case_text words ON words.case_id = likely.id AND words.kind = 'text'
        ORDER BY likely.rank DESC, likely.id DESC`,
      parameters.values,
    ) as Promise<LikelyCase[]>;
  }
}
