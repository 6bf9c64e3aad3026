import { Inject, Injectable } from '@nestjs/common';
import { countyDay, PgRegionEditions, PgTransactions } from '#persistence';
import { type EditionState } from '#engine';
import { changeView } from '../../../composition/src/index.js';
import { type Language } from '../http/language.js';
import { type ReaderIdentity } from '../session/reader.js';

/** Cases that an answer lists, of those that the reader sees; all are counted by village. */
const strandedListed = 200;

/** What is told of editions that were entered. */
@Injectable()
export class EditionReports {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgRegionEditions) private readonly editions: PgRegionEditions,
  ) {}

  all(countyCode: string, language: Language) {
    return this.transactions.read(async (tx) =>
      (await this.editions.list(tx, countyCode)).map((edition) => view(edition, language)),
    );
  }

  /** Null where the county has no such edition. */
  one({ countyCode, scope }: ReaderIdentity, id: string, language: Language) {
    return this.transactions.read(async (tx) => {
      const edition = await this.editions.one(tx, countyCode, id);
      if (!edition) return null;
      const day = countyDay(tx);
      const villages = await this.editions.strandedCounts(tx, countyCode, day);
      const count = villages.reduce((sum, one) => sum + one.count, 0);
      const items = await this.editions.stranded(tx, scope, day, strandedListed);
      return { ...view(edition, language), stranded: { count, villages, items } };
    });
  }
}

function view({ changes, ...edition }: EditionState, language: Language) {
  return { ...edition, changes: changes.map((change) => changeView(change, language)) };
}
