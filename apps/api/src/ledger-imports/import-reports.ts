import { Inject, Injectable } from '@nestjs/common';
import { type Readable } from 'node:stream';
import { type Category, maskNumbers } from '#domain';
import { importRegions, type LedgerRowRecord, type Tx } from '#engine';
import { CATEGORIES, LedgerReports, type LedgerReport, PgAuditLog, PgTransactions, Villages } from '#persistence';
import { rowView, type SheetFrame } from '../../../composition/src/index.js';
import { LeavingFiles } from '../exports/leaving-files.js';
import { type Language } from '../http/language.js';
import { type ReaderIdentity } from '../session/reader.js';
import { importView } from './import-view.js';
import { type ImportRowsQuery } from './ledger-imports.dto.js';
import { rejectedWorkbook } from './rejected-workbook.js';

/** Rows read at a time while a workbook is written. */
const pageRows = 1_000;

/** Puts the answers about an import together; each is null outside what the reader may see. */
@Injectable()
export class ImportReports {
  private readonly categories: ReadonlyMap<string, Category>;

  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(LedgerReports) private readonly reports: LedgerReports,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(PgAuditLog) private readonly audit: PgAuditLog,
    @Inject(CATEGORIES) categories: readonly Category[],
    private readonly leaving: LeavingFiles,
  ) {
    this.categories = new Map(categories.map((category) => [category.code, category]));
  }

  short(reader: ReaderIdentity, id: string, language: Language) {
    return this.transactions.read(async (tx) => {
      const report = await this.report(tx, reader, id);
      return report && importView(report, language);
    });
  }

  /** With all its rows: for those that are answered at once. */
  whole(reader: ReaderIdentity, id: string, language: Language) {
    return this.transactions.read(async (tx) => {
      const report = await this.report(tx, reader, id);
      if (!report) return null;
      const rows = await this.reports.rows(tx, id, { behind: 0, status: null, limit: report.counts.rows });
      return { ...importView(report, language), rows: rows.map(this.viewFor(reader, report, language)) };
    });
  }

  /** Some of its rows. Whoever sees the cells of people, the importer, leaves an entry in the audit. */
  page(reader: ReaderIdentity, id: string, { status = undefined, cursor, limit }: ImportRowsQuery, language: Language) {
    return this.transactions.run(async (tx) => {
      const report = await this.report(tx, reader, id);
      if (!report) return null;
      const behind = Number(cursor ?? 0);
      const rows = await this.reports.rows(tx, id, { behind, status: status ?? null, limit: limit + 1 });
      const items = rows.slice(0, limit);
      if (report.personId === reader.personId) await this.recordReading(tx, reader, id, items);
      return {
        items: items.map(this.viewFor(reader, report, language)),
        nextCursor: rows.length > limit ? String(items.at(-1)!.line) : null,
      };
    });
  }

  /** The refused rows as a workbook, read page by page while it is written; for its importer, who sent what is in it. */
  rejected(reader: ReaderIdentity, id: string, language: Language): Promise<Readable | null> {
    return this.transactions.run(async (tx) => {
      const report = await this.report(tx, reader, id);
      if (report?.personId !== reader.personId) return null;
      const frame = (await this.reports.frame(tx, id)) as SheetFrame;
      const villages = await this.villages.all(tx, reader.countyCode);
      const names = new Map(villages.map(({ code, name }) => [code, name]));
      const villageName = (code: string) => names.get(code) ?? code;
      const rows = this.rejectedRows(id);
      const file = { kind: 'ledger-import', id, rows: report.counts.rejected };
      const mark = await this.leaving.leave(tx, reader, file, language);
      return rejectedWorkbook({ frame, rows, categories: this.categories, villageName, mark }, language);
    });
  }

  private async recordReading(
    tx: Tx,
    { countyCode, personId, accountId }: ReaderIdentity,
    id: string,
    rows: readonly LedgerRowRecord[],
  ): Promise<void> {
    const quoted = rows.filter(({ problems, changes }) => problems.length > 0 || changes);
    if (quoted.length === 0) return;
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'personal-data-read', personId, accountId, subject: { kind: 'ledger-import', id } },
      data: { rows: quoted.length },
    });
  }

  /** Rows as this reader may see them: cells are quoted to the importer alone. */
  private viewFor({ personId }: ReaderIdentity, report: LedgerReport, language: Language) {
    return (row: LedgerRowRecord) => {
      const view = rowView(row, this.categories, language);
      return personId === report.personId ? view : withoutCells(view);
    };
  }

  private async *rejectedRows(id: string): AsyncGenerator<LedgerRowRecord> {
    for (let behind = 0; ;) {
      const page = { behind, status: 'rejected', limit: pageRows } as const;
      const rows = await this.transactions.read((tx) => this.reports.rows(tx, id, page));
      yield* rows;
      if (rows.length < pageRows) return;
      behind = rows.at(-1)!.line;
    }
  }

  /** The county office sees every import of its county, a township's importer the own ones while posted there. */
  private report(tx: Tx, reader: ReaderIdentity, id: string): Promise<LedgerReport | null> {
    const { countyCode, personId, roles, actor } = reader;
    const own = roles.has('county-office') ? null : { personId, regions: importRegions(actor.postings) };
    return this.reports.one(tx, { countyCode, own }, id);
  }
}

function withoutCells(view: ReturnType<typeof rowView>): ReturnType<typeof rowView> {
  return {
    ...view,
    problems: view.problems.map((problem) => ({ ...problem, value: '****' })),
    ...(view.changes && {
      changes: view.changes.map((change) => ({
        ...change,
        from: change.from && maskNumbers(change.from),
        to: maskNumbers(change.to),
      })),
    }),
  };
}
