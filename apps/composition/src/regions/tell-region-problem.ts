import { type RegionProblem } from '#persistence';

type Sentence = Readonly<Record<'zh' | 'en', string>>;

/** What a person reads about a file of divisions. */
const reasons: Readonly<Record<RegionProblem['code'], Sentence>> = {
  'missing-column': { zh: '缺少这一列', en: 'this column is missing' },
  'wrong-number-of-cells': {
    zh: '这一行的格数与表头不同',
    en: 'this line has another number of cells than the heading',
  },
  missing: { zh: '没有填写', en: 'this is blank' },
  'bad-code': { zh: '代码应为 6、9 或 12 位数字', en: 'a code has 6, 9 or 12 digits' },
  'bad-date': { zh: '日期应写成 2026-12-01', en: 'write dates like 2026-12-01' },
  'unknown-kind': { zh: '不认识这种类型', en: 'this kind is not known' },
  'ends-before-it-begins': { zh: '结束早于开始', en: 'it ends before it begins' },
  'outside-the-county': { zh: '不属于这个县', en: 'it lies outside the county' },
  'no-parent': { zh: '没有它的上级区划', en: 'the division above it is missing' },
  'in-force-twice': { zh: '同一个代码有效了两次', en: 'the code is in force twice' },
  'unknown-successor': { zh: '没有这个承接的代码', en: 'the successor is not known' },
  'not-json': { zh: '不是有效的 JSON', en: 'this is not valid JSON' },
  'no-divisions': { zh: '没有读到本县的村', en: 'no village of this county was found' },
};

export function tellRegionProblem({ code }: Pick<RegionProblem, 'code'>, language: 'zh' | 'en'): string {
  return reasons[code][language];
}
