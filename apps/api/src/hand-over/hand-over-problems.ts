import { type HandOverProblem } from '#domain';
import { type Language } from '../http/language.js';

/** Why a hand-over cannot be, and what to do instead. */
export function tellHandOverProblem({ code }: Pick<HandOverProblem, 'code'>, language: Language): string {
  return problems[code][language];
}

const problems: Readonly<Record<HandOverProblem['code'], Readonly<Record<Language, string>>>> = {
  'nothing-to-hand-over': {
    zh: '这个人没有可以交接的事项。要交接全部工作,请写 cases: all。',
    en: 'There is nothing to hand over. For the whole work, give cases: all.',
  },
  'hands-over-to-oneself': { zh: '不能交给本人,请选别人。', en: 'Choose somebody else as successor.' },
  'not-held': {
    zh: '其中有不是这个人现在持有的岗位、挂村或值班,请重新查看后再交接。',
    en: 'One of these postings, links or duties is not held by this person now; read them again.',
  },
  'begins-at-that-instant': {
    zh: '有一项正好从这一刻开始,请换一个时间,或先更正它的开始时间。',
    en: 'One of them begins at that very instant; choose another, or correct its beginning first.',
  },
  'successor-without-posting': {
    zh: '接手的人那时没有岗位,请先给岗位,或把岗位一起交接。',
    en: 'The successor holds no posting then; give one first, or hand the posting over as well.',
  },
  'administrators-stay-apart': {
    zh: '管理员不办理案件,也不兼任其他岗位,请选别人。',
    en: 'Administrators work on no cases and hold nothing else; choose somebody else.',
  },
  'last-supervisor': {
    zh: '这是本县最后一位在岗督查,离岗前请先指定接手的人。',
    en: 'This is the last active county supervisor: name a successor first.',
  },
  'last-county-office': {
    zh: '这是县办公室最后一位在岗人员,离岗前请先指定接手的人。',
    en: 'This is the last one in the county office: name a successor first.',
  },
  'successor-outside-the-unit': {
    zh: '接手的人不在承办这些案件的单位,请选本单位的人,或把岗位一起交接。',
    en: 'The successor is not posted in the unit that leads these cases; choose somebody there, or hand the posting over as well.',
  },
  'successor-is-no-leader': {
    zh: '挂村领导的清单只能交给领导岗位的人,请选别人,或把岗位一起交接。',
    en: 'A leader’s list goes to a leader only; choose one, or hand the posting over as well.',
  },
};
