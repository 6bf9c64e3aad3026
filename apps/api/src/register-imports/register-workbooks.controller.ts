import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { type Cell } from '#domain';
import { writeRegister, writeRegisterTemplate } from '#ledgers';
import { PgAuditLog, PgTransactions } from '#persistence';
import { Problem } from '../http/problem.js';
import { workbookType } from '../http/workbook.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { RegisterExports } from './register-exports.js';
import { sheetKindNamed } from './sheet-kind.js';

/** Registers as workbooks: filled, and empty ones to fill in. */
@Controller('v1')
export class RegisterWorkbooksController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgAuditLog) private readonly audit: PgAuditLog,
    private readonly exports: RegisterExports,
  ) {}

  /** A whole register as Excel. That it left the house is recorded before the first byte goes out. */
  @Get('register-exports/:kind.xlsx')
  @AllowedTo('system-admin', 'county-office')
  @Header('cache-control', 'no-store')
  async export(@Param('kind') name: string, @Reader() reader: ReaderIdentity): Promise<StreamableFile> {
    const kind = kindOf(name);
    const saying = await this.transactions.run(async (tx) => {
      const { countyCode, personId, accountId } = reader;
      await this.audit.record(tx, {
        ...{ countyCode, kind: 'exported', personId, accountId, subject: { kind: 'register', id: kind } },
      });
      return this.exports.saying(tx, reader.name);
    });
    const rows: AsyncIterable<readonly Cell[]> = this.exports.rows(reader.countyCode, kind);
    return workbook(writeRegister(kind, saying, rows), kind);
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
