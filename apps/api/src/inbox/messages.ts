import { type CaseType, type Party } from '#domain';
import { type InboxMessage } from '#persistence';
import { type Language } from '../http/language.js';

/** A message as its reader reads it: what happened, and why it comes to this person. */
export function tellMessage(
  message: InboxMessage,
  type: CaseType | undefined,
  language: Language,
): { text: string; because: string } {
  const place = parties[message.because as Party]?.[language] ?? message.because;
  return { text: textOf(message, type, language), because: becauseOf(place, message.onBehalfOf, language) };
}

function becauseOf(place: string, onBehalfOf: string | null, language: Language): string {
  if (onBehalfOf !== null) {
    return language === 'zh'
      ? `您收到这条消息,因为${onBehalfOf}不在岗,由您代理(${place})。`
      : `You receive this because you stand in for ${onBehalfOf} (${place}).`;
  }
  return language === 'zh' ? `您收到这条消息,因为您是${place}。` : `You receive this because you are ${place}.`;
}

function textOf(
  { kind, clock, step, about, cases }: InboxMessage,
  type: CaseType | undefined,
  language: Language,
): string {
  const caseNumber = about?.number ?? '';
  if (kind === 'import') {
    return language === 'zh'
      ? `台账导入:有 ${cases} 件事项等您办理`
      : `A ledger was imported: ${cases} ${cases === 1 ? 'case waits' : 'cases wait'} for you`;
  }
  if (kind === 'hand-over') {
    return language === 'zh'
      ? `交接:有 ${cases} 件事项转到您名下,见交接单`
      : `Handed over to you: ${cases} ${cases === 1 ? 'case' : 'cases'}; see the hand-over sheet`;
  }
  if (kind === 'action') {
    const action = clock.replace('action:', '');
    const label = type?.actions.get(action)?.label[language] ?? engineWords[action]?.[language] ?? action;
    return language === 'zh' ? `${caseNumber}:${label}` : `${caseNumber}: ${label}`;
  }
  const name = clock.split(':')[0] ?? clock;
  const label = type?.clocks.get(name)?.label[language] ?? name;
  if (kind === 'remind')
    return language === 'zh' ? `${caseNumber} 的${label}快到期了` : `${caseNumber}: ${label} is due soon`;
  if (step === 'due')
    return language === 'zh' ? `${caseNumber} 的${label}已到期,请尽快办理` : `${caseNumber}: ${label} is due now`;
  return language === 'zh' ? `${caseNumber} 的${label}已超期(${step})` : `${caseNumber}: ${label} is overdue (${step})`;
}

const engineWords: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  applied: { zh: '有一项申请等第二个人同意', en: 'an application waits for a second person' },
  'application-refused': { zh: '申请没有得到同意', en: 'the application was refused' },
};

/** Places in the hierarchy, as one says "because you are …". */
const parties: Readonly<Record<Party, Readonly<Record<Language, string>>>> = {
  handler: { zh: '承办人', en: 'the handler' },
  head: { zh: '承办单位负责人', en: 'head of the lead unit' },
  'lead-unit': { zh: '主办单位的人', en: 'in the lead unit' },
  'co-handler': { zh: '协办单位的人', en: 'in a co-handling unit' },
  'linked-leader': { zh: '挂村领导', en: 'the leader linked to the village' },
  'township-office': { zh: '乡镇办公室', en: 'the township office' },
  'county-office': { zh: '县办公室', en: 'the county office' },
  'county-supervisor': { zh: '县督查', en: 'county supervisor' },
  'leader-above': { zh: '分管督查的县领导', en: 'the leader above the supervisors' },
  'duty-leader': { zh: '值班领导', en: 'the leader on duty' },
  'county-leader-on-duty': { zh: '县值班领导', en: 'the county leader on duty' },
  'head-of-duty': { zh: '值班人员', en: 'on duty' },
  'village-clerk': { zh: '村干部', en: 'village clerk' },
  'field-cadre': { zh: '下点干部', en: 'field cadre' },
  'first-secretary': { zh: '驻村第一书记', en: 'first secretary of the village' },
  instructor: { zh: '党建指导员', en: 'instructor of the village' },
  resident: { zh: '提出诉求的群众', en: 'the resident who asks' },
  decliner: { zh: '作出不予受理的人', en: 'who declined it' },
  requester: { zh: '诉求人', en: 'the requester' },
  'county-leader': { zh: '县领导', en: 'a county leader' },
  'part-unit': { zh: '会签、供给单位', en: 'the unit that signs or supplies' },
  'project-leader': { zh: '重点项目牵头领导', en: 'the lead leader of the key project' },
  applicant: { zh: '申请人', en: 'the applicant' },
  'taking-part': { zh: '参与办理的人', en: 'taking part' },
  'waited-on': { zh: '现在该办理的人', en: 'the one it waits on' },
  'level-above': { zh: '上一级', en: 'the level above' },
  'supervisor-or-above': { zh: '县督查', en: 'supervising it' },
  system: { zh: '系统', en: 'the system' },
  import: { zh: '导入人', en: 'the importer' },
};
