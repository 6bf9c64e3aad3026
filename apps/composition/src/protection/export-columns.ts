import { type CaseType, type Cell, daysOverdue, formatInstant, maskNumbers, type WorkingCalendar } from '#domain';
import { type CaseListItem } from '#persistence';
import { type Temporal } from 'temporal-polyfill';

type Words = Readonly<Record<'zh' | 'en', string>>;

export interface RowSetting {
  readonly type: CaseType;
  readonly calendar: WorkingCalendar;
  readonly now: Temporal.Instant;
  readonly language: 'zh' | 'en';
  readonly categories: ReadonlyMap<string, Words>;
}

interface Column {
  readonly heading: Words;
  /** In characters. */
  readonly width: number;
  readonly cell: (item: CaseListItem, setting: RowSetting) => Cell;
}

const day = (instant: Temporal.Instant | null, { calendar }: RowSetting): Cell =>
  instant && formatInstant(instant, calendar.timeZone).slice(0, 16).replace('T', ' ');

/** What an export can hold, in the order of its columns. Who asked is in none: that is not for taking along. */
const columns = {
  number: { heading: { zh: '编号', en: 'Number' }, width: 18, cell: ({ number }) => number },
  state: {
    heading: { zh: '状态', en: 'State' },
    width: 12,
    cell: ({ state }, { type, language }) => type.states.get(state)?.label[language] ?? state,
  },
  title: { heading: { zh: '标题', en: 'Title' }, width: 40, cell: ({ title }) => maskNumbers(title) },
  village: {
    heading: { zh: '村', en: 'Village' },
    width: 14,
    cell: ({ villageName, villageCode }) => villageName ?? villageCode,
  },
  category: {
    heading: { zh: '类别', en: 'Category' },
    width: 12,
    cell: ({ category }, { categories, language }) => categories.get(category)?.[language] ?? category,
  },
  urgency: {
    heading: { zh: '紧急程度', en: 'Urgency' },
    width: 10,
    cell: ({ urgency }, { language }) => urgencies[urgency]?.[language] ?? urgency,
  },
  tier: { heading: { zh: '清单层级', en: 'Tier' }, width: 8, cell: ({ tier }) => tier },
  lead: {
    heading: { zh: '主办单位', en: 'Lead' },
    width: 20,
    cell: ({ leadOrganisation }) => leadOrganisation?.name ?? null,
  },
  handler: { heading: { zh: '承办人', en: 'Handler' }, width: 10, cell: ({ leadPerson }) => leadPerson?.name ?? null },
  leader: { heading: { zh: '挂村领导', en: 'Leader' }, width: 10, cell: ({ leader }) => leader?.name ?? null },
  openedAt: {
    heading: { zh: '登记时间', en: 'Registered' },
    width: 17,
    cell: ({ openedAt }, setting) => day(openedAt, setting),
  },
  dueAt: { heading: { zh: '办理时限', en: 'Due' }, width: 17, cell: ({ dueAt }, setting) => day(dueAt, setting) },
  daysOverdue: {
    heading: { zh: '超期天数', en: 'Days overdue' },
    width: 10,
    cell: ({ dueAt, unit, stoodAt }, { calendar, now }) =>
      dueAt && unit ? daysOverdue(dueAt, unit, stoodAt ?? now, calendar) : 0,
  },
} satisfies Record<string, Column>;

export type ExportColumn = keyof typeof columns;
export const exportColumns = Object.keys(columns) as ExportColumn[];

export function columnNamed(name: string): Column {
  const column = (columns as Record<string, Column>)[name];
  if (!column) throw new Error(`no export has a column ${name}`);
  return column;
}

const urgencies: Readonly<Record<string, Words>> = {
  emergency: { zh: '特急', en: 'Emergency' },
  urgent: { zh: '紧急', en: 'Urgent' },
  normal: { zh: '一般', en: 'Normal' },
  complex: { zh: '复杂', en: 'Complex' },
};
