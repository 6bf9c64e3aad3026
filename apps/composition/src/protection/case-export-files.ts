import { type Cell, formatInstant } from '#domain';
import { type ExportFiles, type ExportRequest, type Scope } from '#engine';
import { bytesOf, csvOf, writeWorkbook } from '#ledgers';
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
const zone = 'Asia/Shanghai';

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

  async make(request: ExportRequest, scope: Scope): Promise<{ file: Buffer; rows: number }> {
    const { now, owner } = await this.transactions.read(async (tx) => {
      const [row] = (await managerOf(tx).query('SELECT name FROM person WHERE id = $1', [request.personId])) as {
        name: string;
      }[];
      return { now: tx.now, owner: row?.name ?? '' };
    });
    const mark = this.mark(request, owner, now);
    const columns = request.columns.map(columnNamed);
    const headings = columns.map(({ heading }) => heading[request.language]);
    const counted = { rows: 0 };
    const body = this.rows(request, scope, now, counted);
    if (request.format === 'csv') {
      async function* lines(): AsyncGenerator<readonly Cell[]> {
        yield [mark];
        yield headings;
        yield* body;
        yield [mark];
      }
      return { file: await csvOf(lines()), rows: counted.rows };
    }
    async function* lines() {
      yield { cells: [mark] };
      yield { cells: headings, looks: 'heading' as const };
      for await (const cells of body) yield { cells };
      yield { cells: [mark] };
    }
    const sheet = {
      name: request.language === 'zh' ? '事项' : 'Cases',
      rows: lines(),
      widths: columns.map(({ width }) => width),
      frozen: 2,
      printed: { above: mark, below: mark },
    };
    const properties = { title: mark, creator: owner, created: now.toString() };
    return { file: await bytesOf(writeWorkbook([sheet], { properties })), rows: counted.rows };
  }

  private async *rows(
    { filter, columns, language }: ExportRequest,
    scope: Scope,
    now: Temporal.Instant,
    counted: { rows: number },
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
        counted.rows++;
        yield cells.map(({ cell }) => cell(item, settings.get(item.typeVersionId)!));
      }
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }

  /** Who took it out and when: the line above, below and in the properties. */
  private mark({ language, id }: ExportRequest, owner: string, now: Temporal.Instant): string {
    const at = formatInstant(now, zone).slice(0, 16).replace('T', ' ');
    const synthetic = this.demonstration ? '合成数据 · ' : '';
    return language === 'zh'
      ? `${synthetic}${owner} 于 ${at} 导出,仅限工作使用,不得转发(${id.slice(-12)})`
      : `${synthetic}Exported by ${owner} at ${at} for work only, not to be passed on (${id.slice(-12)})`;
  }
}
