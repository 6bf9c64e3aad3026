import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { type Cell } from '#domain';
import { writeRegister, writeRegisterTemplate } from '#ledgers';
import { PgTransactions } from '#persistence';
import { LeavingFiles } from '../exports/leaving-files.js';
import { Problem } from '../http/problem.js';
import { workbookType } from '../http/workbook.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { RegisterExports, registerRowsAtMost } from './register-exports.js';
import { sheetKindNamed } from './sheet-kind.js';

/** Registers as workbooks: filled, and empty ones to fill in. */
@Controller('v1')
export class RegisterWorkbooksController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    private readonly exports: RegisterExports,
    private readonly leaving: LeavingFiles,
  ) {}

  /** A whole register as Excel. That it left the house is recorded before the first byte goes out. */
  @Get('register-exports/:kind.xlsx')
  @AllowedTo('system-admin', 'county-office')
  @Header('cache-control', 'no-store')
  async export(@Param('kind') name: string, @Reader() reader: ReaderIdentity): Promise<StreamableFile> {
    const kind = kindOf(name);
    const mark = await this.transactions.run(async (tx) => {
      const rows = await this.exports.length(tx, reader.countyCode, kind);
      if (rows === null) throw new Problem(422, 'register-too-long', { data: { limit: registerRowsAtMost } });
      // in Chinese, as its title and headings are
      return this.leaving.leave(tx, reader, { kind: 'register', id: kind, rows }, 'zh');
    });
    const rows: AsyncIterable<readonly Cell[]> = this.exports.rows(reader.countyCode, kind);
    return workbook(writeRegister(kind, mark, rows), kind);
  }

  /** An empty sheet with headings and an example. */
  @Get('register-templates/:kind.xlsx')
  @AllowedTo('system-admin', 'county-office', 'township-office')
  template(@Param('kind') name: string): StreamableFile {
    const kind = kindOf(name);
    return workbook(writeRegisterTemplate(kind), `${kind}-template`);
  }
}

function kindOf(name: string) {
  const kind = sheetKindNamed(name);
  if (!kind) throw new Problem(404, 'not-found');
  return kind;
}

function workbook(content: ConstructorParameters<typeof StreamableFile>[0], name: string): StreamableFile {
  return new StreamableFile(content as never, {
    type: workbookType,
    disposition: `attachment; filename="${name}.xlsx"`,
  });
}
