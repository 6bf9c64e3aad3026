import { type RowProblem, type RowProblemCode } from '#domain';
import { type Language, type Sentence } from './language.js';

interface Told {
  readonly reason: Sentence;
  readonly suggestion: Sentence;
}

const dateForm: Sentence = { zh: '请按“2026-07-03”的格式填写', en: 'Write it as 2026-07-03' };
const placeForm: Sentence = {
  zh: '请填写本乡镇行政村的规范名称或 12 位区划代码',
  en: 'Give the official name of a village of this township, or its 12-digit code',
};

/** What a person reads about each kind of problem; `tellProblem` adds the names that may have been meant. */
export const rowReasons: Readonly<Record<RowProblemCode, Told>> = {
  'cell-error': {
    reason: { zh: '单元格是出错的公式', en: 'The cell holds a formula that failed' },
    suggestion: { zh: '请改填具体的值', en: 'Replace the formula by its value' },
  },
  'date-missing': { reason: { zh: '缺少登记日期', en: 'The registration date is missing' }, suggestion: dateForm },
  'date-unreadable': { reason: { zh: '不是可识别的日期', en: 'This is not a date' }, suggestion: dateForm },
  'date-impossible': {
    reason: { zh: '日历上没有这一天', en: 'No calendar has this day' },
    suggestion: { zh: '请核对年月日后重新填写', en: 'Check year, month and day' },
  },
  'date-year-unknown': {
    reason: {
      zh: '日期没有年份，表头也未注明唯一的年份',
      en: 'The date has no year, and the sheet does not name one year',
    },
    suggestion: { zh: '请补上年份，例如“2026年7月3日”', en: 'Add the year, such as 2026-07-03' },
  },
  'date-in-future': {
    reason: { zh: '日期晚于今天', en: 'The date lies in the future' },
    suggestion: { zh: '请核对年月日后重新填写', en: 'Check year, month and day' },
  },
  'date-too-old': {
    reason: { zh: '日期早于 2000 年', en: 'The date lies before 2000' },
    suggestion: { zh: '请核对年份', en: 'Check the year' },
  },
  'completed-before-registered': {
    reason: { zh: '办结日期早于登记日期', en: 'Completed before it was registered' },
    suggestion: { zh: '请核对登记日期和办结日期', en: 'Check both dates' },
  },
  'completed-without-date': {
    reason: { zh: '已办结但没有办结日期', en: 'Said to be completed, but without a date' },
    suggestion: {
      zh: '请填写办结日期；尚未办结的请留空',
      en: 'Give the completion date, or leave it blank while the matter is open',
    },
  },
  'village-missing': {
    reason: {
      zh: '没有填写行政村，上方也没有可沿用的行政村',
      en: 'No village is given, and there is none above it to stand for',
    },
    suggestion: placeForm,
  },
  'place-above-unresolved': {
    reason: { zh: '“同上”所指的行政村未能识别', en: 'The village above, which this row refers to, was not recognised' },
    suggestion: {
      zh: '请先改正上方的行政村，或在本行填写村名',
      en: 'Mend the village above, or write the village here',
    },
  },
  'township-unknown': {
    reason: { zh: '本县没有这个乡镇', en: 'The county has no such township' },
    suggestion: { zh: '请填写乡镇规范名称', en: 'Give the official name of the township' },
  },
  'village-unknown': { reason: { zh: '没有找到这个行政村', en: 'No such village was found' }, suggestion: placeForm },
  'village-code-unknown': {
    reason: { zh: '没有这个村级区划代码', en: 'There is no village of this code' },
    suggestion: { zh: '请核对 12 位统计用区划代码', en: 'Check the 12-digit statistical code' },
  },
  'village-code-and-name-differ': {
    reason: { zh: '区划代码与村名不是同一个村', en: 'Code and name are two different villages' },
    suggestion: { zh: '请核对代码和村名，只留正确的一个', en: 'Keep the one that is right' },
  },
  'village-in-other-township': {
    reason: { zh: '本乡镇没有这个行政村', en: 'The village does not belong to this township' },
    suggestion: { zh: '请核对乡镇和村名', en: 'Check township and village' },
  },
  'village-ambiguous': {
    reason: { zh: '同名的行政村不止一个', en: 'More than one village has this name' },
    suggestion: {
      zh: '请注明乡镇，或填写全称、12 位区划代码',
      en: 'Add the township, the full name or the 12-digit code',
    },
  },
  'village-not-in-force': {
    reason: {
      zh: '登记之日该行政村的代码或名称不在有效期内',
      en: 'The village did not exist under this name or code on that day',
    },
    suggestion: { zh: '请填写当时有效的村名或代码', en: 'Give the name or code in force on that day' },
  },
  'village-outside-your-region': {
    reason: { zh: '这个村不在您所在单位的辖区内', en: 'This village lies outside the region of your unit' },
    suggestion: {
      zh: '请交由所属乡镇或县办公室导入这一行',
      en: 'Leave this row to its own township, or to the county office',
    },
  },
  'phone-malformed': {
    reason: { zh: '电话号码位数不对', en: 'This is no complete phone number' },
    suggestion: {
      zh: '请填写 11 位手机号，或带区号的固定电话',
      en: 'Give an 11-digit mobile number, or a landline with its area code',
    },
  },
  'phone-masked': {
    reason: { zh: '电话号码已脱敏，未导入', en: 'The phone number is masked and was not taken over' },
    suggestion: {
      zh: '如需联系本人，请在事项中补登电话',
      en: 'Add the number to the case if the person must be reached',
    },
  },
  'title-missing': {
    reason: { zh: '没有填写问题标题或内容', en: 'Neither title nor description is given' },
    suggestion: { zh: '请写明群众反映的问题', en: 'Say what the matter is' },
  },
  'category-unknown': {
    reason: { zh: '不认识的问题类别', en: 'Unknown category' },
    suggestion: { zh: '请选用规定的类别', en: 'Use one of the categories' },
  },
  'category-missing': {
    reason: { zh: '没有填写类别，按“其他”导入', en: 'No category is given; filed under “Other”' },
    suggestion: { zh: '请在受理时确定类别', en: 'Set the category on acceptance' },
  },
  'urgency-unknown': {
    reason: { zh: '不认识的紧急程度', en: 'Unknown urgency' },
    suggestion: { zh: '请选用规定的紧急程度', en: 'Use one of the urgency classes' },
  },
  'urgency-missing': {
    reason: { zh: '没有填写紧急程度，按“一般”导入', en: 'No urgency is given; filed as normal' },
    suggestion: { zh: '请在受理时确定紧急程度', en: 'Set the urgency on acceptance' },
  },
  'not-filled-down': {
    reason: {
      zh: '诉求人不沿用上一行，未导入',
      en: 'A requester is never taken from the row above; none was taken over',
    },
    suggestion: { zh: '请在本行写明诉求人和电话', en: 'Write the requester and phone in this row' },
  },
  'repeats-line': {
    reason: { zh: '与前面的行重复', en: 'Repeats an earlier row' },
    suggestion: { zh: '同一事项只导入一次', en: 'The same matter is imported once' },
  },
};

/** Why, with the line that it points at. */
export function reasonOf({ code, otherLine }: RowProblem, language: Language): string {
  const reason = rowReasons[code].reason[language];
  if (otherLine === undefined) return reason;
  return language === 'zh' ? `${reason}（第 ${otherLine} 行）` : `${reason} (line ${otherLine})`;
}

/** What to do, with the names that may have been meant: offered, never taken. */
export function suggestionOf({ code, near = [] }: RowProblem, language: Language): string {
  const suggestion = rowReasons[code].suggestion[language];
  if (near.length === 0) return suggestion;
  const names = near.map((hint) =>
    typeof hint === 'string' ? hint : `${hint.township}${hint.village}（${hint.code}）`,
  );
  return language === 'zh'
    ? `${suggestion}；是否为：${names.join('、')}`
    : `${suggestion}; perhaps ${names.join(', ')}`;
}
