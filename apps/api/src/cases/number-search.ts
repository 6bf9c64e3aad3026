import { Inject, Injectable } from '@nestjs/common';
import { hasLoneCharacter, identitiesOf, numbersIn, withoutCaseNumbers, withoutNumbers } from '#domain';
import { FindByPhone } from '#engine';
import { type CaseFilter, PgTransactions } from '#persistence';
import { tooOften } from '../requesters/too-often.js';
import { type ReaderIdentity } from '../session/reader.js';
import { type SearchHint } from './search-hints.js';

/** What `q` asks for once the telephone number in it has been looked up, and what the reader should know about that. */
export interface NumberSearch {
  readonly narrowed: Pick<CaseFilter, 'q' | 'ids'>;
  readonly hint: SearchHint | null;
}

/**
 * Telephone and identity numbers are no words. One telephone number is looked up among requesters, by who may see them
 * and on record, in a transaction of its own: it has been read whatever becomes of the list.
 */
@Injectable()
export class NumberSearches {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(FindByPhone) private readonly findByPhone: FindByPhone,
  ) {}

  async of(q: string | undefined, reader: ReaderIdentity): Promise<NumberSearch> {
    const { personId, accountId, actor, scope } = reader;
    if (q === undefined) return { narrowed: {}, hint: null };
    const [number, ...others] = numbersIn(withoutCaseNumbers(q, reader.countyCode));
    if (number === undefined) return { narrowed: { q }, hint: hasLoneCharacter(q) ? 'one-character' : null };
    const notSearched: NumberSearch = { narrowed: { ids: [] }, hint: 'numbers-not-searched' };
    if (number.kind === 'identity' || others.length > 0) return notSearched;
    const { now, result } = await this.transactions.run(async (tx) => ({
      now: tx.now,
      result: await this.findByPhone.execute(tx, {
        ...{ personId, accountId, scope },
        phone: number.kind === 'mobile' ? number.plain.slice(-11) : number.plain,
        postings: identitiesOf(actor).flatMap(({ postings }) => postings),
      }),
    }));
    switch (result.kind) {
      case 'not-allowed':
        return notSearched;
      case 'too-often':
        throw tooOften(now, result.until);
      case 'found':
        return { narrowed: { q: wordsBeside(q), ids: result.caseIds }, hint: 'requesters-searched' };
    }
  }
}

/** The words that stand beside the number, which narrow what it finds; undefined where there are signs alone. */
function wordsBeside(q: string): string | undefined {
  const words = withoutNumbers(q).trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : undefined;
}
