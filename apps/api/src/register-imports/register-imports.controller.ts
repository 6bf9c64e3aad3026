import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Role, sheetKinds } from '#domain';
import { ImportRegister, type RegisterImport, type Tx } from '#engine';
import { type RegisterFileProblem, tellRegisterFile } from '#ledgers';
import { PgAuditLog, PgRegisterImports, PgTransactions } from '#persistence';
import { LeavingFiles } from '../exports/leaving-files.js';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { flagIn, uploadedFile } from '../http/uploaded-file.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { workbookType } from '../http/workbook.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { importView, rejectedRows } from './import-view.js';
import { sheetKindNamed } from './sheet-kind.js';

const importers: readonly Role[] = ['system-admin', 'county-office', 'township-office'];

/** People, postings, links and duties from workbooks. */
@Controller('v1/register-imports')
@AllowedTo(...importers)
export class RegisterImportsController {
  constructor(
    @Inject(ImportRegister) private readonly importRegister: ImportRegister,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgRegisterImports) private readonly imports: PgRegisterImports,
    @Inject(PgAuditLog) private readonly audit: PgAuditLog,
    private readonly leaving: LeavingFiles,
  ) {}

  /** Takes a register: the rows that are right go in, and of the others it is said why not. `dryRun` only says so. */
  @Post()
  // a file that comes again is known by what is in it
  @WithoutIdempotencyKey()
  @HttpCode(200)
  async submit(@Req() request: FastifyRequest, @Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    const { file, fileName, fields } = await uploadedFile(request, ['kind', 'dryRun']);
    const kind = sheetKindNamed(fields.kind);
    if (!kind) {
      const data = { allowedValues: sheetKinds };
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'kind', rule: 'enum', data }] });
    }
    const { countyCode, personId, accountId, actor } = reader;
    const result = await this.importRegister.execute({
      ...{ countyCode, kind, file, fileName, dryRun: flagIn('dryRun', fields.dryRun) },
      registrar: { personId, accountId, postings: actor.postings },
    });
    if (result.kind === 'done') return importView(result.import, language);
    const reason = tellRegisterFile(result.problem as RegisterFileProblem, language);
    throw new Problem(422, 'bad-ledger', { data: { reason }, members: { problem: result.problem } });
  }

  /** An import of one's own, with its rows; that the cells of refused ones were read is recorded. */
  @Get(':id')
  async one(
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    const { countyCode, personId, accountId } = reader;
    const found = await this.transactions.run(async (tx) => {
      const one = await this.find(tx, id, reader);
      const rows = rejectedOf(one);
      if (rows > 0) {
        await this.audit.record(tx, {
          ...{ countyCode, kind: 'personal-data-read', personId, accountId },
          ...{ subject: { kind: 'register-import', id }, data: { rows } },
        });
      }
      return one;
    });
    return importView(found, language);
  }

  /** The refused rows as Excel, with what is wrong beside each: to be mended and sent again. */
  @Get(':id/rejected.xlsx')
  @Header('cache-control', 'no-store')
  async rejected(
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ): Promise<StreamableFile> {
    const workbook = await this.transactions.run(async (tx) => {
      const one = await this.find(tx, id, reader);
      const mark = await this.leaving.leave(
        tx,
        reader,
        { kind: 'register-import', id, rows: rejectedOf(one) },
        language,
      );
      return rejectedRows(one, language, mark);
    });
    return new StreamableFile(workbook, {
      type: workbookType,
      disposition: `attachment; filename="rejected-${id}.xlsx"`,
    });
  }

  private async find(tx: Tx, id: string, { countyCode, personId }: ReaderIdentity): Promise<RegisterImport> {
    const found = await this.imports.one(tx, countyCode, personId, id);
    if (!found) throw new Problem(404, 'not-found');
    return found;
  }
}

function rejectedOf({ rows }: RegisterImport): number {
  return rows.filter(({ status }) => status === 'rejected').length;
}
