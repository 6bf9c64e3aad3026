import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { AskedWording, likest } from '#domain';
import { CaseLists, PgDefinitions, PgTransactions, SimilarCases } from '#persistence';
import { type Language, ReaderLanguage } from '../http/language.js';
import { AllowedTo, caseRoles, outsideRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { caseView } from './case-view.js';

export class SimilarDto {
  @Matches(/^\d{12}$/) villageCode: string;
  /** As far as it is written: half a title is a question too. */
  @IsOptional() @IsString() @MaxLength(60) title?: string;
  @IsOptional() @IsString() @MaxLength(4_000) text?: string;
  @IsOptional() @IsString() @MaxLength(40) category?: string;
}

/** Cases that were over longer ago are another occasion of the same problem. */
const lately = { hours: 90 * 24 };
const shownAtMost = 10;
/** Of the cases that share words, the ones with most of them are compared word by word. */
const comparedAtMost = 60;
/** The words that are looked up, the title's first: more of them would only find more of the same. */
const gramsAtMost = 60;

/** What somebody is about to register may stand there already. */
@Controller('v1/cases')
@AllowedTo(...caseRoles, ...outsideRoles)
export class SimilarCasesController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(SimilarCases) private readonly similar: SimilarCases,
    @Inject(CaseLists) private readonly lists: CaseLists,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
  ) {}

  /**
   * Cases of the same village that tell the like, open or over within 90 days, the likest first, of those that the reader
   * may read: each as in a list, with `score` (0 to 1) and the words that both share. Suggestions; nothing is refused.
   */
  @Post('similar')
  @HttpCode(200)
  async find(@Body() body: SimilarDto, @Reader() { scope }: ReaderIdentity, @ReaderLanguage() language: Language) {
    const { villageCode, title = '', text = '', category = null } = body;
    const asked = new AskedWording({ title, text });
    return this.transactions.read(async (tx) => {
      const closedSince = tx.now.subtract(lately);
      const question = { villageCode, grams: asked.grams(gramsAtMost), closedSince, limit: comparedAtMost };
      const found = likest(asked, category, await this.similar.likely(tx, scope, question), shownAtMost);
      const items = [];
      for (const { id, score, shared } of found) {
        const item = await this.lists.one(tx, scope, id);
        if (!item) continue; // taken out of the reader's sight since it was found
        const { type, calendar } = await this.definitions.ofVersion(tx, item.countyCode, item.typeVersionId);
        const link = `/api/v1/cases/${id}`;
        items.push({ ...caseView(item, type, calendar, tx.now, language), score, shared, link });
      }
      return { items };
    });
  }
}
