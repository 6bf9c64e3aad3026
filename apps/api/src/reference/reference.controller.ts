import { Controller, Get, Inject } from '@nestjs/common';
import { CATEGORIES, type Category, PgTransactions, Villages } from '#persistence';
import { type Language, ReaderLanguage } from '../http/language.js';
import { AllowedTo, everybody } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

/** What forms choose from besides units: villages, categories. */
@Controller('v1')
@AllowedTo(...everybody)
export class ReferenceController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(CATEGORIES) private readonly categories: readonly Category[],
  ) {}

  @Get('villages')
  async villagesInForce(@Reader() { countyCode }: ReaderIdentity) {
    return { items: await this.transactions.read((tx) => this.villages.all(tx, countyCode)) };
  }

  @Get('categories')
  categoryTree(@ReaderLanguage() language: Language) {
    return { items: this.categories.map((category) => ({ code: category.code, label: category[language] })) };
  }
}
