/** The commonest surnames, in pinyin: nine out of ten people bear one (公安部 2020 report on names). */
const surnames = new Set(
  (
    'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang xu ' +
    'han feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lv lu ding ren shen yao cui ' +
    'zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu hou yin xue yan lei long duan hao kong shao ' +
    'mao chang wan gu lai wen kang qian tao lan zhan ou you mo ruan'
  ).split(' '),
);

/** A syllable of Mandarin: an initial that may be missing, and a final. */
const syllable = String.raw`(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang|i?ong|[iu]ao|u?ang|[iu]an|[aeiu]ng|i?ao|[aeiu]n|u?ai|[ue]i|i?ou|[iuv]e|i[au]|u[ao]|[aeiouv])`;
const given = new RegExp(`^${syllable}(?:${syllable})?$`);

/** Whether letters read as a Chinese name in pinyin: a common surname and one or two syllables (`zhangwei`, `lixiaoming`). */
export function isPinyinName(letters: string): boolean {
  for (const length of [2, 3, 4, 5]) {
    if (surnames.has(letters.slice(0, length)) && given.test(letters.slice(length))) return true;
  }
  return false;
}
