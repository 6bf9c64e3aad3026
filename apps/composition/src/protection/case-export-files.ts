import { type Cell } from '#domain';
import { type ExportFiles, type ExportRequest, type Scope } from '#engine';
import { bytesOf, csvOf, markOf, writeWorkbook } from '#ledgers';
import {
  caseFilterOf,
  type CaseLists,
  type CaseSort,
  type Category,
  managerOf,
  type PgDefinitions,
  type PgTransactions,
} from '#persistence';
import { type Temporal } from 'temporal-polyfill';
import { columnNamed, type RowSetting } from './export-columns.js';

/** Rows read at a time. */
const pageRows = 500;
const sort: CaseSort = 'openedAt';

/** What is said below the rows where there are more than were agreed to. */
const more = {
  zh: (rows: number) => `只列出申请时的 ${rows} 行,之后增加的没有列出`,
  en: (rows: number) => `Only the ${rows} rows that were asked for; what has been added since is left out`,
} as const;

/** Lists of cases as files: read page by page inside the owner's scope, masked, and marked with who took them out and when. */
export class CaseExportFiles implements ExportFiles {
  private readonly categories: ReadonlyMap<string, { zh: string; en: string }>;

  constructor(
    private readonly transactions: PgTransactions,
    private readonly lists: CaseLists,
    private readonly definitions: PgDefinitions,
    categories: readonly Category[],
    private readonly demonstration: boolean,
  ) {
    this.categories = new Map(categories.map((category) => [category.code, category]));
  }

  async make(request: ExportRequest, scope: Scope, rowsAtMost: number): Promise<{ file: Buffer; rows: number }> {
    const { now, owner } = await this.transactions.read(async (tx) => {
      const [row] = (await managerOf(tx).query('SELECT name FROM person WHERE id = $1', [request.personId])) as {
        name: string;
      }[];
      return { now: tx.now, owner: row?.name ?? '' };
    });
    const { id, language } = request;
    const mark = markOf({ by: owner, at: now, reference: id, language, synthetic: this.demonstration });
    const columns = request.columns.map(columnNamed);
    const headings = columns.map(({ heading }) => heading[language]);
    const counted = { rows: 0, atMost: rowsAtMost };
    const body = this.rows(request, scope, now, counted);
    if (request.format === 'csv') {
      async function* lines(): AsyncGenerator<readonly Cell[]> {
        yield [mark.text];
        yield headings;
        yield* body;
        yield [mark.text];
      }
      return { file: await csvOf(lines()), rows: counted.rows };
    }
    async function* lines() {
      yield { cells: [mark.text] };
      yield { cells: headings, looks: 'heading' as const };
      for await (const cells of body) yield { cells };
      yield { cells: [mark.text] };
    }
    const sheet = {
      name: language === 'zh' ? '事项' : 'Cases',
      rows: lines(),
      widths: columns.map(({ width }) => width),
      frozen: 2,
    };
    return { file: await bytesOf(writeWorkbook([sheet], { mark })), rows: counted.rows };
  }

  private async *rows(
    { filter, columns, language }: ExportRequest,
    scope: Scope,
    now: Temporal.Instant,
    counted: { rows: number; readonly atMost: number },
  ): AsyncGenerator<readonly Cell[]> {
    const cells = columns.map(columnNamed);
    for (let cursor: string | undefined; ;) {
      const { page, settings } = await this.transactions.read(async (tx) => {
        const page = await this.lists.page(tx, scope, { filter: caseFilterOf(filter), sort, cursor, limit: pageRows });
        if (!page) throw new Error('a cursor of our own was refused');
        const settings = new Map<string, RowSetting>();
        for (const { typeVersionId, countyCode } of page.items) {
          if (settings.has(typeVersionId)) continue;
          const { type, calendar } = await this.definitions.ofVersion(tx, countyCode, typeVersionId);
          settings.set(typeVersionId, { type, calendar, now, language, categories: this.categories });
        }
        return { page, settings };
      });
      for (const item of page.items) {
        if (counted.rows === counted.atMost) {
          yield [more[language](counted.rows)];
          return;
        }
        counted.rows++;
        yield cells.map(({ cell }) => cell(item, settings.get(item.typeVersionId)!));
      }
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }
}
