import { Controller, Get, Inject } from '@nestjs/common';
import { isOpen } from '#domain';
import { CATEGORIES, type Category, PgDefinitions, PgTransactions, Villages } from '#persistence';
import { type Language, ReaderLanguage } from '../http/language.js';
import { AllowedTo, everybody } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

/** What forms choose from besides units: villages, categories, case types with their states. */
@Controller('v1')
@AllowedTo(...everybody)
export class ReferenceController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
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

  @Get('case-types')
  async caseTypes(@Reader() { countyCode }: ReaderIdentity, @ReaderLanguage() language: Language) {
    const types = await this.transactions.read((tx) => this.definitions.activeTypes(tx, countyCode));
    return {
      items: types.map((type) => ({
        code: type.code,
        label: type.label[language],
        urgencies: type.urgencies,
        states: [...type.states.values()].map(({ name, label }) => ({
          code: name,
          label: label[language],
          open: isOpen(type, name),
        })),
      })),
    };
  }
}
