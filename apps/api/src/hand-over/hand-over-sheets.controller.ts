import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { type CaseType, formatInstant } from '#domain';
import { type Tx } from '#engine';
import {
  HandOverSheets,
  PgDefinitions,
  PgTransactions,
  type HandOverSheet,
  type SheetItem,
  type SheetReader,
} from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { LeavingFiles } from '../exports/leaving-files.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { workbookType } from '../http/workbook.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { SheetQuery, SheetsQuery } from './hand-over.dto.js';
import { kindLabels, sheetWorkbook } from './sheet-workbook.js';
import { tellHandOverProblem } from './hand-over-problems.js';

/** Lines read at a time while a workbook is written. */
const pageLines = 1_000;

/**
 * Hand-over sheets (交接单): an office and the administrator read those of the county, everybody else the own ones. A case
 * that the reader does not see is a line without number, state or deadline.
 */
@Controller('v1/hand-overs')
@AllowedTo(...caseRoles, 'system-admin')
export class HandOverSheetsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(HandOverSheets) private readonly sheets: HandOverSheets,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly leaving: LeavingFiles,
  ) {}

  @Get()
  async list(
    @Query() { cursor, limit }: SheetsQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return this.transactions.read(async (tx) => {
      const sheets = await this.sheets.list(tx, readerOf(reader), cursor ?? null, limit + 1);
      const zone = await this.zone(tx, reader.countyCode);
      const items = sheets.slice(0, limit);
      return {
        items: items.map((sheet) => sheetView(sheet, zone, language)),
        nextCursor: sheets.length > limit ? items.at(-1)!.id : null,
      };
    });
  }

  /** One sheet with its lines, a page at a time. */
  @Get(':id')
  async read(
    @Param('id', uuidInPath) id: string,
    @Query() { cursor, limit }: SheetQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return this.transactions.read(async (tx) => {
      const sheet = await this.found(tx, reader, id);
      const zone = await this.zone(tx, reader.countyCode);
      const labels = await this.labels(tx, reader.countyCode, language);
      const passed = Number(cursor ?? 0);
      const lines = await this.sheets.items(tx, readerOf(reader), sheet, passed, limit + 1);
      const page = lines.slice(0, limit);
      return {
        ...sheetView(sheet, zone, language),
        items: page.map((item) => ({
          kind: item.kind,
          kindLabel: kindLabels[item.kind][language],
          what: item.what,
          case: item.caseId && { id: item.caseId, number: item.caseNumber },
          state: item.state,
          stateLabel: labels(item),
          dueAt: item.dueAt && formatInstant(item.dueAt, zone),
          successor: item.successorName,
        })),
        nextCursor: lines.length > limit ? String(passed + limit) : null,
      };
    });
  }

  /** The sheet as Excel, written while it is read. */
  @Get(':id/sheet.xlsx')
  @Header('cache-control', 'no-store')
  async workbook(
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ): Promise<StreamableFile> {
    const { sheet, zone, labels, mark } = await this.transactions.run(async (tx) => {
      const found = await this.found(tx, reader, id);
      return {
        mark: await this.leaving.leave(tx, reader, { kind: 'hand-over', id }, language),
        sheet: found,
        zone: await this.zone(tx, reader.countyCode),
        labels: await this.labels(tx, reader.countyCode, language),
      };
    });
    const { demonstration } = this.settings;
    const items = this.lines(readerOf(reader), sheet);
    const workbook = sheetWorkbook({ sheet, items, zone, labels, demonstration, mark }, language);
    return new StreamableFile(workbook, {
      type: workbookType,
      disposition: `attachment; filename="hand-over-${id}.xlsx"`,
    });
  }

  private async *lines(reader: SheetReader, sheet: HandOverSheet): AsyncGenerator<SheetItem> {
    for (let passed = 0; ; passed += pageLines) {
      const page = await this.transactions.read((tx) => this.sheets.items(tx, reader, sheet, passed, pageLines));
      yield* page;
      if (page.length < pageLines) return;
    }
  }

  private async found(tx: Tx, reader: ReaderIdentity, id: string): Promise<HandOverSheet> {
    const sheet = await this.sheets.one(tx, readerOf(reader), id);
    if (!sheet) throw new Problem(404, 'not-found');
    return sheet;
  }

  private async labels(tx: Tx, countyCode: string, language: Language) {
    const types = await this.definitions.activeTypes(tx, countyCode);
    const byCode = new Map<string, CaseType>(types.map((type) => [type.code, type]));
    return ({ caseTypeCode, state }: SheetItem) =>
      state && (byCode.get(caseTypeCode ?? '')?.states.get(state)?.label[language] ?? state);
  }

  private async zone(tx: Tx, countyCode: string): Promise<string> {
    return (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
  }
}

function readerOf({ countyCode, personId, roles, scope }: ReaderIdentity): SheetReader {
  const seesAll = roles.has('county-office') || roles.has('system-admin');
  return { countyCode, personId: seesAll ? null : personId, scope };
}

function sheetView({ at, finishedAt, problem, ...sheet }: HandOverSheet, zone: string, language: Language) {
  return {
    ...{ id: sheet.id, state: sheet.state, person: sheet.person, enteredBy: sheet.enteredBy, counts: sheet.counts },
    at: formatInstant(at, zone),
    finishedAt: finishedAt && formatInstant(finishedAt, zone),
    ...(problem && { problem: { ...problem, reason: tellHandOverProblem(problem, language) } }),
  };
}
