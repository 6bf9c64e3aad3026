import { type SheetCellProblem } from '#domain';
import { type RegisterFileProblem } from '../registers/read-register.js';
import { tellLedgerProblem } from './file-reasons.js';
import { type Language, type Sentence } from './language.js';

interface Told {
  readonly reason: Sentence;
  readonly suggestion: Sentence;
}

const told = (zh: string, en: string, nextZh: string, nextEn: string): Told => ({
  reason: { zh, en },
  suggestion: { zh: nextZh, en: nextEn },
});

/** What a person reads about a cell of a register's sheet. */
export const registerReasons: Readonly<Record<SheetCellProblem, Told>> = {
  'name-missing': told(
    '没有写姓名',
    'No name is given',
    '请在本行写明姓名;合并单元格请拆开',
    'Write the name in this row; part merged cells',
  ),
  'person-unknown': told(
    '人员名册里没有这个人',
    'The register has no such person',
    '请核对姓名;新来的人请先导入人员名册',
    'Check the name; enter a new person first',
  ),
  'person-ambiguous': told(
    '有几个人同名',
    'Several persons have this name',
    '请加一列“人员编号”写明是谁',
    'Add a column 人员编号 with the number of the one meant',
  ),
  'person-id-unknown': told(
    '没有这个人员编号',
    'There is no such number of a person',
    '请核对编号,或只写姓名',
    'Check the number, or give the name alone',
  ),
  'person-id-and-name-differ': told(
    '人员编号和姓名不是同一个人',
    'Number and name are of different persons',
    '请核对后留下正确的一项',
    'Check both and keep the right one',
  ),
  'organisation-missing': told('没有写单位', 'No organisation is given', '请写明单位', 'Name the organisation'),
  'organisation-unknown': told(
    '没有这个单位',
    'There is no such organisation',
    '请核对名称;新单位请先登记',
    'Check the name; enter a new organisation first',
  ),
  'region-missing': told(
    '没有写管哪里',
    'No region is given',
    '请写明县、乡镇或村',
    'Name the county, a township or a village',
  ),
  'region-unknown': told(
    '没有这个地方',
    'There is no such region',
    '请核对名称,或写区划代码',
    'Check the name, or give its code',
  ),
  'region-ambiguous': told(
    '乡镇和村都叫这个名字',
    'A township and a village have this name',
    '请写全称或区划代码',
    'Give the full name or the code',
  ),
  'village-unknown': told(
    '没有这个村',
    'There is no such village',
    '请核对村名和乡镇,或写 12 位区划代码',
    'Check village and township, or give the 12-digit code',
  ),
  'village-ambiguous': told(
    '有几个村同名',
    'Several villages have this name',
    '请写明乡镇,或写 12 位区划代码',
    'Name the township, or give the 12-digit code',
  ),
  'role-missing': told('没有写岗位或身份', 'No role is given', '请写明', 'Name it'),
  'role-unknown': told('不认识这个岗位或身份', 'This role is not known', '请选用规定的名称', 'Use one of the names'),
  'rank-unknown': told(
    '不认识这个职务层次',
    'This rank is not known',
    '请写正职或副职,没有就留空',
    'Write 正职 or 副职, or leave it blank',
  ),
  'principal-unclear': told(
    '看不出是不是主挂',
    'It is not clear whether this is the principal one',
    '请写“是”或留空',
    'Write 是 or leave it blank',
  ),
  'date-missing': told('没有写时间', 'No date is given', '请按“2026-07-03”的格式填写', 'Write it as 2026-07-03'),
  'date-unreadable': told(
    '不是可识别的时间',
    'This is not a date',
    '请按“2026-07-03”或“2026-07-03 08:30”的格式填写',
    'Write it as 2026-07-03 or 2026-07-03 08:30',
  ),
  'date-impossible': told('日历上没有这一天', 'No calendar has this day', '请核对年月日', 'Check year, month and day'),
  'date-year-unknown': told(
    '没有写年份',
    'The date has no year',
    '请补上年份,例如 2026-07-03',
    'Add the year, such as 2026-07-03',
  ),
};

/** Reason and suggestion of a cell's problem; names that may have been meant are offered, never taken. */
export function tellCell(
  code: SheetCellProblem,
  near: readonly string[],
  language: Language,
): { reason: string; suggestion: string } {
  const { reason, suggestion } = registerReasons[code];
  const offered =
    near.length === 0 ? '' : language === 'zh' ? `；是否为：${near.join('、')}` : `; perhaps ${near.join(', ')}`;
  return { reason: reason[language], suggestion: `${suggestion[language]}${offered}` };
}

/** Why a file gave no rows of a register, and what to do. */
export function tellRegisterFile(problem: RegisterFileProblem, language: Language): string {
  if (problem.code !== 'no-register-sheet') return tellLedgerProblem(problem, language);
  const sheets = problem.sheets.map(({ sheet, missing, seen }) => {
    if (missing.length === 0)
      return { zh: `工作表“${sheet}”没有找到表头。`, en: `Sheet “${sheet}” has no header row. ` }[language];
    return language === 'zh'
      ? `工作表“${sheet}”缺少：${missing.join('、')}。看到的表头：${seen.join('、')}。`
      : `Sheet “${sheet}” lacks ${missing.join(', ')}. Headings seen: ${seen.join(', ')}. `;
  });
  const template = { zh: '可以先下载模板。', en: 'A template can be fetched.' }[language];
  return `${sheets.join('')}${template}`;
}
