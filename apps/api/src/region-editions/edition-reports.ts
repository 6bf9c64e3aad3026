import { Inject, Injectable } from '@nestjs/common';
import { countyDay, PgRegionEditions, PgTransactions } from '#persistence';
import { type EditionState } from '#engine';
import { changeView } from '../../../composition/src/index.js';
import { type Language } from '../http/language.js';

/** Cases that an answer lists; the rest is counted. */
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
  one(countyCode: string, id: string, language: Language) {
    return this.transactions.read(async (tx) => {
      const edition = await this.editions.one(tx, countyCode, id);
      if (!edition) return null;
      const day = countyDay(tx);
      const count = await this.editions.strandedCount(tx, countyCode, day);
      const items = await this.editions.stranded(tx, countyCode, day, strandedListed);
      return { ...view(edition, language), stranded: { count, items } };
    });
  }
}

function view({ changes, ...edition }: EditionState, language: Language) {
  return { ...edition, changes: changes.map((change) => changeView(change, language)) };
}
