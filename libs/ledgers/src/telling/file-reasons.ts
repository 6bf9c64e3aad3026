import { type NeededColumn, type SheetProblem } from '#domain';
import { type LooksLike } from '../file-problem.js';
import { type LedgerProblem } from '../judge-ledger.js';
import { type LedgerLimits } from '../limits.js';
import { type Language, type Sentence } from './language.js';

/** Why a file gave no rows, and what to do, in the reader's language. */
export function tellLedgerProblem(problem: LedgerProblem, language: Language): string {
  switch (problem.code) {
    case 'not-a-workbook':
      return `${looks[problem.looksLike][language]}${saveAs[language]}`;
    case 'password-protected':
      return {
        zh: '文件设有打开密码，请取消密码后重新上传。',
        en: 'The file is password-protected. Remove the password and send it again.',
      }[language];
    case 'damaged':
      return {
        zh: '文件不完整或已损坏，请用 Excel 或 WPS 打开后另存一份再上传。',
        en: 'The file is incomplete or damaged. Open it in Excel, save a copy and send that.',
      }[language];
    case 'forbidden-markup':
      return {
        zh: '文件含有不允许的内容（文档类型声明），已拒绝读取。',
        en: 'The file holds forbidden content (a document type declaration) and was refused.',
      }[language];
    case 'too-large':
      return tooLarge(problem, language);
    case 'no-sheets':
      return { zh: '工作簿里没有工作表。', en: 'The workbook has no worksheet.' }[language];
    case 'sheet-unknown':
      return {
        zh: `没有名为“${problem.sheet}”的工作表，现有：${problem.sheets.join('、')}。`,
        en: `There is no sheet “${problem.sheet}”; there are ${problem.sheets.join(', ')}.`,
      }[language];
    case 'no-ledger-sheet':
      return problem.sheets.map((sheet) => tellSheetProblem(sheet, language)).join(language === 'zh' ? '' : ' ');
  }
}

/** Why a sheet does not read as a ledger. */
export function tellSheetProblem(problem: SheetProblem, language: Language): string {
  if (problem.code === 'no-header') {
    return { zh: `工作表“${problem.sheet}”没有找到表头。`, en: `Sheet “${problem.sheet}” has no header row.` }[
      language
    ];
  }
  const missing = problem.missing.map((column) => columns[column][language]);
  return language === 'zh'
    ? `工作表“${problem.sheet}”缺少：${missing.join('、')}。看到的表头：${problem.seen.join('、')}。`
    : `Sheet “${problem.sheet}” lacks ${missing.join(', ')}. Headings seen: ${problem.seen.join(', ')}.`;
}

const columns: Readonly<Record<NeededColumn, Sentence>> = {
  place: { zh: '行政村（或区划代码）', en: 'a village (or code) column' },
  registered: { zh: '登记日期', en: 'a registration date column' },
  matter: { zh: '问题标题或内容', en: 'a title or description column' },
};

const saveAs: Sentence = {
  zh: '请在 Excel 或 WPS 中另存为“.xlsx 工作簿”后重新上传。',
  en: ' Save it as an .xlsx workbook and send it again.',
};

const looks: Readonly<Record<LooksLike, Sentence>> = {
  empty: { zh: '文件是空的。', en: 'The file is empty.' },
  text: { zh: '这是文本文件，不是 Excel 工作簿。', en: 'This is a text file, not an Excel workbook.' },
  'old-excel': { zh: '这是旧版 .xls 文件。', en: 'This is an old .xls file.' },
  'excel-binary': { zh: '这是二进制 .xlsb 文件。', en: 'This is a binary .xlsb file.' },
  word: { zh: '这是 Word 文档。', en: 'This is a Word document.' },
  powerpoint: { zh: '这是演示文稿。', en: 'This is a presentation.' },
  'open-document': { zh: '这是 OpenDocument 文件。', en: 'This is an OpenDocument file.' },
  pdf: { zh: '这是 PDF 文件。', en: 'This is a PDF file.' },
  image: { zh: '这是图片。', en: 'This is a picture.' },
  archive: { zh: '这是压缩包，不是 Excel 工作簿。', en: 'This is an archive, not an Excel workbook.' },
  unknown: { zh: '这不是 Excel 工作簿。', en: 'This is not an Excel workbook.' },
};

function tooLarge({ limit, allowed }: { limit: keyof LedgerLimits; allowed: number }, language: Language): string {
  const most = allowed.toLocaleString('en-US');
  if (limit === 'rows')
    return { zh: `超过 ${most} 行，请分批上传。`, en: `More than ${most} rows: send it in parts.` }[language];
  if (limit === 'columns')
    return { zh: `超过 ${most} 列，请删去多余的列。`, en: `More than ${most} columns: remove the surplus.` }[language];
  return {
    zh: '文件解开后过大，已拒绝读取；请只保留台账工作表后重新上传。',
    en: 'The file unpacks to too much and was refused; send the ledger sheet alone.',
  }[language];
}
