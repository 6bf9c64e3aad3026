import { type HandledCases, type SuggestedUnit } from '#domain';
import { type Language } from '../http/language.js';
import { type Say, say } from '../http/say.js';

const duties: Readonly<Record<SuggestedUnit['duty'], Say>> = {
  listed: say('清单内', 'on its duty list'),
  outside: say('清单外,派单须写理由', 'outside its duty list: give a reason'),
  'no-list': say('没有履职事项清单', 'has no duty list'),
};
const inTownship = say('近一年本乡镇同类办结 {ended} 件,退回 {returned} 件', 'within a year, in this township: {ended} such cases ended, {returned} returned'); // prettier-ignore
const inCounty = say('近一年全县同类办结 {ended} 件,退回 {returned} 件', 'within a year, in the county: {ended} such cases ended, {returned} returned'); // prettier-ignore

/** A suggested unit with what speaks for it, in numbers and in words. */
export function unitView(unit: SuggestedUnit, language: Language) {
  const { organisation, duty, notReturned } = unit;
  const told = (words: Say, cases: HandledCases) =>
    cases.ended + cases.returned === 0 ? [] : [words[language]({ ...cases })];
  return {
    organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
    duty,
    inTownship: unit.inTownship,
    inCounty: unit.inCounty,
    notReturned: notReturned === null ? null : Math.round(notReturned * 100) / 100,
    reasons: [duties[duty][language]({}), ...told(inTownship, unit.inTownship), ...told(inCounty, unit.inCounty)],
  };
}
