import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { formatInstant, hasNumbers } from '#domain';
import { DecideExport, exportDeciders, FetchExport, RequestExport, rowsAtMost } from '#engine';
import { type ListedExport, PgExports, PgTransactions } from '#persistence';
import { CaseFilters } from '../cases/case-filters.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { ExportDecisionDto, ExportDto } from './exports.dto.js';

const exportId = new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') });
const zone = 'Asia/Shanghai';
const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** Lists of cases as files: masked, marked with their owner, above 5,000 rows with a second person's consent. */
@Controller('v1/exports')
@AllowedTo('county-office', 'supervisor', 'township-office', 'leader', 'head')
export class ExportsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgExports) private readonly exports: PgExports,
    @Inject(RequestExport) private readonly requestExport: RequestExport,
    @Inject(DecideExport) private readonly decideExport: DecideExport,
    @Inject(FetchExport) private readonly fetchExport: FetchExport,
    private readonly filters: CaseFilters,
  ) {}

  /** Asks for a file. It is made by a worker, cut to what the owner sees then, and kept for 24 hours. */
  @Post()
  @HttpCode(202)
  async ask(
    @Body() { filter: query, format, columns }: ExportDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (query.q !== undefined && hasNumbers(query.q))
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'filter.q', rule: 'number-of-a-person' }] });
    const { countyCode, personId, accountId, scope } = reader;
    return this.transactions.run(async (tx) => {
      const { dueUntil, ...rest } = await this.filters.of(tx, query, countyCode);
      const filter = { ...rest, ...(dueUntil && { dueUntil: dueUntil.toString() }) };
      const asked = { countyCode, personId, accountId, scope, filter, format, columns, language };
      const result = await this.requestExport.execute(tx, asked);
      if (result.kind === 'too-many') throw new Problem(422, 'export-too-long', { data: { limit: rowsAtMost } });
      void reply.header('location', `/api/v1/exports/${result.id}`);
      const mine = await this.exports.ofPerson(tx, personId);
      return view(mine.find(({ id }) => id === result.id)!);
    });
  }

  /** My own, the latest first. */
  @Get()
  async mine(@Reader() { personId }: ReaderIdentity) {
    const mine = await this.transactions.read((tx) => this.exports.ofPerson(tx, personId));
    return { items: mine.map(view) };
  }

  /** Those of the county that wait for a second person: who asks for how much, never what is in it. */
  @Get('to-decide')
  @AllowedTo(...exportDeciders)
  async toDecide(@Reader() { countyCode }: ReaderIdentity) {
    const waiting = await this.transactions.read((tx) => this.exports.toDecide(tx, countyCode));
    return { items: waiting.map((one) => ({ ...view(one), askedBy: { id: one.personId, name: one.owner } })) };
  }

  @Get(':id')
  async read(@Param('id', exportId) id: string, @Reader() { personId }: ReaderIdentity) {
    const mine = await this.transactions.read((tx) => this.exports.ofPerson(tx, personId));
    const one = mine.find((candidate) => candidate.id === id);
    if (!one) throw new Problem(404, 'not-found');
    return view(one);
  }

  /** Agrees to a long export, or does not. */
  @Post(':id/decision')
  @AllowedTo(...exportDeciders)
  @HttpCode(204)
  async decide(
    @Param('id', exportId) id: string,
    @Body() { agree }: ExportDecisionDto,
    @Reader() { countyCode, actor, accountId }: ReaderIdentity,
  ): Promise<void> {
    const decided = await this.transactions.run((tx) =>
      this.decideExport.execute(tx, { id, countyCode, actor, accountId, agree }),
    );
    if (decided === 'not-found') throw new Problem(404, 'not-found');
    if (decided === 'own') throw new Problem(403, 'not-your-own');
    if (decided === 'decided-before') throw new Problem(409, 'export-decided');
  }

  /** The file, for its owner alone; each time is on record. */
  @Get(':id/file')
  @Header('cache-control', 'no-store')
  async file(
    @Param('id', exportId) id: string,
    @Reader() { countyCode, personId, accountId }: ReaderIdentity,
  ): Promise<StreamableFile> {
    const result = await this.transactions.run((tx) =>
      this.fetchExport.execute(tx, { id, countyCode, personId, accountId }),
    );
    switch (result.kind) {
      case 'not-found':
        throw new Problem(404, 'not-found');
      case 'not-ready':
        throw new Problem(409, 'export-not-ready', { data: { state: result.state }, members: { state: result.state } });
      case 'expired':
        throw new Problem(410, 'export-expired');
      case 'file': {
        const { format } = result.request;
        return new StreamableFile(result.file, {
          type: mediaTypes[format],
          disposition: `attachment; filename="cases-${id}.${format}"`,
        });
      }
    }
  }
}

function view({ id, state, format, columns, rowsExpected, rows, askedAt, expiresAt }: ListedExport) {
  return {
    ...{ id, state, format, columns, rowsExpected, rows },
    askedAt: formatInstant(askedAt, zone),
    expiresAt: expiresAt && formatInstant(expiresAt, zone),
  };
}
