import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { keyOf, type Refusal } from '#domain';
import { ActOnCase, justActedOn, OpenCase, type Tx } from '#engine';
import { CaseDetails, PgDefinitions, PgTransactions } from '#persistence';
import { etagOf, versionOf } from '../http/etag.js';
import { instantField } from '../http/instant-field.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { AllowedTo, caseRoles, outsideRoles } from '../session/access.js';
import { ViewReader } from '../saved-views/view-reader.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { CaseFilters } from './case-filters.js';
import { CaseReader } from './case-reader.js';
import { CasePages } from './case-pages.js';
import { explainClock } from './clock-explanation.js';
import { ActDto, AsOfQuery, CaseListQuery } from './cases.dto.js';
import { emergencyServices } from './emergency-services.js';
import { NumberSearches } from './number-search.js';
import { tellRefusal } from './refusals.js';
import { tellHint } from './search-hints.js';

const caseId = new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') });

@Controller('v1/cases')
@AllowedTo(...caseRoles, ...outsideRoles)
export class CasesController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(OpenCase) private readonly openCase: OpenCase,
    @Inject(ActOnCase) private readonly actOnCase: ActOnCase,
    private readonly pages: CasePages,
    private readonly filters: CaseFilters,
    private readonly numbers: NumberSearches,
    @Inject(CaseDetails) private readonly details: CaseDetails,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    private readonly reading: CaseReader,
    private readonly views: ViewReader,
  ) {}

  /**
   * Cases inside the reader's scope: filtered, sorted, a page at a time. A phone number in `q` is looked up among the
   * requesters that the reader may see whole, on record and counted; `hint` says what was done about it.
   */
  @Get()
  async list(@Query() asked: CaseListQuery, @Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    const query = await this.views.applied(asked, reader);
    const { narrowed, hint } = await this.numbers.of(query.q, reader);
    const filter = async (tx: Tx) => ({ ...(await this.filters.of(tx, query, reader.countyCode)), ...narrowed });
    const page = await this.pages.page(filter, query, reader, language);
    return hint ? { ...page, hint: tellHint(hint, language) } : page;
  }

  @Post()
  @HttpCode(201)
  async open(
    @Body() body: unknown,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { type, action = 'open', ...fields } = objectOf(body);
    if (typeof type !== 'string')
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'type', rule: 'required' }] });
    if (typeof action !== 'string')
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'action', rule: 'invalid' }] });
    return this.transactions.run(async (tx) => {
      const result = await this.openCase.execute(tx, {
        countyCode: reader.countyCode,
        type,
        action,
        actor: reader.actor,
        fields,
        scope: reader.scope,
      });
      switch (result.kind) {
        case 'unknown-type':
          throw new Problem(422, 'bad-fields', { fields: [{ field: 'type', rule: 'invalid' }] });
        case 'bad-fields':
          throw new Problem(422, 'bad-fields', { fields: result.problems });
        case 'refused':
          throw refusedToOpen(result.refusal, language);
        case 'opened':
          void reply
            .header('location', `/api/v1/cases/${result.record.id}`)
            .header('etag', etagOf(result.record.version));
          return {
            ...(result.record.facts.urgency === 'emergency' && { emergencyServices: emergencyServices(language) }),
            ...(await this.reading.short(
              tx,
              { ...reader, scope: justActedOn(reader.scope) },
              result.record.id,
              language,
            ))!,
          };
      }
    });
  }

  /**
   * One case with its clocks, its history, and the actions that are open to the reader. With `asOf` as it was at a past
   * instant, with what was known then and without actions.
   */
  @Get(':id')
  async read(
    @Param('id', caseId) id: string,
    @Query() { asOf }: AsOfQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const then = asOf === undefined ? null : instantField('asOf', asOf);
    return this.transactions.read(async (tx) => {
      if (then) return this.past(tx, reader, id, then, language);
      const view = await this.reading.whole(tx, reader, id, language);
      if (!view) throw new Problem(404, 'not-found');
      void reply.header('etag', etagOf(view.version));
      return view;
    });
  }

  private async past(tx: Tx, reader: ReaderIdentity, id: string, then: Temporal.Instant, language: Language) {
    if (Temporal.Instant.compare(then, tx.now) > 0)
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'asOf', rule: 'in-the-future' }] });
    const view = await this.reading.asOf(tx, reader, id, then, language);
    if (!view) throw new Problem(404, 'not-found');
    return view;
  }

  @Post(':id/actions/:action')
  @HttpCode(200)
  async act(
    @Param('id', caseId) id: string,
    @Param('action') action: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { fields }: ActDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.transactions.run(async (tx) => {
      const version = versionOf(ifMatch);
      if (version === null) {
        const current = await this.reading.short(tx, reader, id, language);
        throw current
          ? new Problem(428, 'version-missing', { data: { version: current.version } })
          : new Problem(404, 'not-found');
      }
      const result = await this.actOnCase.execute(tx, {
        caseId: id,
        action,
        fields,
        version,
        actor: reader.actor,
        scope: reader.scope,
      });
      switch (result.kind) {
        case 'not-found':
          throw new Problem(404, 'not-found');
        case 'stale':
          throw new Problem(412, 'version-stale', {
            data: { version: result.record.version },
            members: { version: result.record.version },
          });
        case 'bad-fields':
          throw new Problem(422, 'bad-fields', { fields: result.problems });
        case 'refused': {
          const { refusal, record } = result;
          const members = { reason: refusal.code, ...(await this.reading.actions(tx, reader, record, language)) };
          const status = refusal.code === 'not-your-part' ? 403 : 409;
          throw new Problem(status, 'action-not-open', { data: { reason: tellRefusal(refusal, language) }, members });
        }
        case 'done':
          void reply.header('etag', etagOf(result.record.version));
          // an action may take the case out of the actor's sight (a return, a transfer): the answer still shows it once
          return (await this.reading.short(tx, { ...reader, scope: justActedOn(reader.scope) }, id, language))!;
      }
    });
  }

  /** Why this deadline: every interval that was counted or skipped, with the reason. */
  @Get(':id/clocks/:clock/explanation')
  async explain(@Param('id', caseId) id: string, @Param('clock') name: string, @Reader() reader: ReaderIdentity) {
    return this.transactions.read(async (tx) => {
      const record = await this.details.record(tx, reader.scope, id);
      const clock = record?.clocks.find((one) => keyOf(one) === name);
      if (!record || !clock) throw new Problem(404, 'not-found');
      return explainClock(clock, record, await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId));
    });
  }
}

/** The fields of a new case: checked by the form of its type, not by a static DTO. */
function objectOf(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new Problem(400, 'bad-json');
}

/** Whose part it is not is kept out; what the form says against a rule can be mended. */
function refusedToOpen(refusal: Refusal, language: Language): Problem {
  const members = { reason: tellRefusal(refusal, language) };
  return refusal.code === 'not-your-part'
    ? new Problem(403, 'not-allowed', { members })
    : new Problem(409, 'action-not-open', { data: { reason: members.reason }, members: { reason: refusal.code } });
}
