import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { importerRoles, importRegions, SubmitLedger } from '#engine';
import { type LedgerProblem, tellLedgerProblem } from '#ledgers';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { workbookType } from '../http/workbook.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { ImportReports } from './import-reports.js';
import { ImportRowsQuery } from './ledger-imports.dto.js';
import { uploadedLedger } from './uploaded-ledger.js';

const importId = new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') });

@Controller('v1/ledger-imports')
@AllowedTo(...importerRoles)
export class LedgerImportsController {
  constructor(
    @Inject(SubmitLedger) private readonly submitLedger: SubmitLedger,
    private readonly reports: ImportReports,
  ) {}

  /** Takes a ledger: up to 2,000 rows are answered at once, more are run by a worker (202). */
  @Post()
  // a file that comes again is known by what is in it
  @WithoutIdempotencyKey()
  async submit(
    @Req() request: FastifyRequest,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { countyCode, personId, actor } = reader;
    const uploaded = await uploadedLedger(request);
    const result = await this.submitLedger.execute({
      ...{ ...uploaded, countyCode, personId, runBy: 'worker' as const },
      regions: importRegions(actor.postings),
    });
    if (result.kind === 'unreadable') {
      const reason = tellLedgerProblem(result.problem as LedgerProblem, language);
      throw new Problem(422, 'bad-ledger', { data: { reason }, members: { problem: result.problem } });
    }
    const location = `/api/v1/ledger-imports/${result.importId}`;
    void reply.header('location', location).status(result.kind === 'done' ? 200 : 202);
    return result.kind === 'done'
      ? this.reports.whole(reader, result.importId, language)
      : this.reports.short(reader, result.importId, language);
  }

  @Get(':id')
  async read(
    @Param('id', importId) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return found(await this.reports.short(reader, id, language));
  }

  /** The rows in file order, a page at a time; that its importer read the cells is recorded. */
  @Get(':id/rows')
  async rows(
    @Param('id', importId) id: string,
    @Query() query: ImportRowsQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return found(await this.reports.page(reader, id, query, language));
  }

  /** The refused rows as Excel, with what is wrong beside each. */
  @Get(':id/rejected.xlsx')
  @Header('cache-control', 'no-store')
  async rejected(
    @Param('id', importId) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ): Promise<StreamableFile> {
    const workbook = found(await this.reports.rejected(reader, id, language));
    return new StreamableFile(workbook, {
      type: workbookType,
      disposition: `attachment; filename="rejected-${id}.xlsx"`,
    });
  }
}

function found<T>(answer: T | null): T {
  if (answer === null) throw new Problem(404, 'not-found');
  return answer;
}
