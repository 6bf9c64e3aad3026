import { type Readable } from 'node:stream';
import { formatInstant } from '#domain';
import { type Mark, type RowToWrite, writeWorkbook } from '#ledgers';
import { type HandOverSheet, type SheetItem } from '#persistence';
import { type Language } from '../http/language.js';

export interface SheetToPrint {
  readonly sheet: HandOverSheet;
  readonly items: AsyncIterable<SheetItem>;
  readonly zone: string;
  readonly labels: (item: SheetItem) => string | null;
  readonly demonstration: boolean;
  /** Who takes the sheet, which is not who entered it. */
  readonly mark: Mark;
}

/** What was handed over, as the sheet calls it. */
export const kindLabels: Readonly<Record<SheetItem['kind'], Readonly<Record<Language, string>>>> = {
  handler: { zh: '承办的案件', en: 'Case as handler' },
  leader: { zh: '挂村领导清单上的案件', en: 'Case on the leader’s list' },
  decliner: { zh: '不予受理、待告知的案件', en: 'Declined case' },
  'project-leader': { zh: '重点项目牵头领导', en: 'Lead leader of a key project' },
  applicant: { zh: '等待审批的申请', en: 'Application that waits' },
  order: { zh: '督办单', en: 'Supervision order' },
  posting: { zh: '岗位', en: 'Posting' },
  link: { zh: '挂村', en: 'Link' },
  duty: { zh: '值班', en: 'Duty' },
};

const words = {
  zh: {
    title: '交接单',
    synthetic: '合成数据',
    head: ['移交人', '交接时间', '登记人'],
    columns: ['序号', '类别', '内容', '状态', '到期', '接手人'],
    vacant: '(空缺)',
    hidden: '(不在您的查看范围)',
  },
  en: {
    title: 'Hand-over sheet',
    synthetic: '合成数据 synthetic data',
    head: ['Handed over by', 'At', 'Entered by'],
    columns: ['No.', 'Kind', 'What', 'State', 'Due', 'Taken over by'],
    vacant: '(vacant)',
    hidden: '(not yours to see)',
  },
} as const;

/** The sheet as a workbook with one line a thing, written while its lines are read. */
export function sheetWorkbook(
  { sheet, items, zone, labels, demonstration, mark }: SheetToPrint,
  language: Language,
): Readable {
  const say = words[language];
  async function* rows(): AsyncGenerator<RowToWrite> {
    yield { cells: [demonstration ? `${say.title}(${say.synthetic})` : say.title], looks: 'title' };
    const [by, at, entered] = say.head;
    yield { cells: [by, sheet.person.name, at, minute(formatInstant(sheet.at, zone)), entered, sheet.enteredBy.name] };
    yield { cells: [...say.columns], looks: 'heading' };
    let number = 0;
    for await (const item of items) {
      const due = item.dueAt && minute(formatInstant(item.dueAt, zone));
      const what = item.kind === 'order' ? `${item.caseNumber} ${item.what ?? ''}` : (item.caseNumber ?? item.what);
      const cells = [
        ++number,
        kindLabels[item.kind][language],
        item.isHidden ? say.hidden : what,
        labels(item),
        due,
        item.successorName ?? say.vacant,
      ];
      yield { cells };
    }
    yield { cells: [mark.text] };
  }
  const widths = [6, 22, 30, 14, 18, 14];
  return writeWorkbook([{ name: say.title, rows: rows(), merges: ['A1:F1'], widths, frozen: 3 }], { mark });
}

/** To the minute, as people write it. */
function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
