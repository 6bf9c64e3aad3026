import { Controller, Get, Inject, Param } from '@nestjs/common';
import { conditionsOf, suggestUnits, whyNot } from '#domain';
import { CaseDetails, PgDefinitions, PgDirectories, PgTransactions, UnitHistories } from '#persistence';
import { tellRefusal } from '../cases/refusals.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { unitView } from './unit-view.js';

/** How far back the history of a unit is asked. */
const lookedBack = { hours: 365 * 24 };
const shownAtMost = 10;
/** Why nobody dispatches the case now, whoever asks; other reasons can be mended, and the suggestion helps on. */
const notNow: ReadonlySet<string> = new Set(['not-from-this-state', 'arbitration-decides', 'unknown-action']);

@Controller('v1/cases')
@AllowedTo('county-office', 'township-office')
export class DispatchSuggestionsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(CaseDetails) private readonly details: CaseDetails,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(PgDirectories) private readonly directories: PgDirectories,
    @Inject(UnitHistories) private readonly histories: UnitHistories,
  ) {}

  /**
   * Units that the case may be dispatched to, the likeliest first: by their duty lists, and by how such cases went with
   * them within a year. For who may dispatch it; never a person.
   */
  @Get(':id/dispatch-suggestions')
  suggest(@Param('id', uuidInPath) id: string, @Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    return this.transactions.read(async (tx) => {
      const record = await this.details.record(tx, reader.scope, id);
      if (!record) throw new Problem(404, 'not-found');
      const { countyCode, facts, clocks } = record;
      const { type, policy, calendar } = await this.definitions.ofVersion(tx, countyCode, record.typeVersionId);
      const directory = await this.directories.of(tx, countyCode);
      const context = { now: tx.now, type, policy, calendar, directory, conditions: conditionsOf(facts, tx.now), clocks }; // prettier-ignore
      const dispatch = type.actions.get('dispatch');
      const refusal = dispatch ? whyNot(dispatch, reader.actor, facts, context) : { code: 'unknown-action' as const };
      if (refusal?.code === 'not-your-part' || refusal?.code === 'recused')
        throw new Problem(403, 'not-allowed', { members: { reason: tellRefusal(refusal, language) } });
      if (refusal && notNow.has(refusal.code))
        throw new Problem(409, 'action-not-open', {
          data: { reason: tellRefusal(refusal, language) },
          members: { reason: refusal.code },
        });
      const { category, villageCode } = facts;
      const question = { countyCode, category, villageCode, since: tx.now.subtract(lookedBack) };
      const units = suggestUnits(facts, await this.histories.of(tx, question), directory, tx.now, shownAtMost);
      return { items: units.map((unit) => unitView(unit, language)) };
    });
  }
}
