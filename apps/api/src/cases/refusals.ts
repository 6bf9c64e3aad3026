import { type Refusal, type RefusalCode } from '#domain';
import { type Language } from '../http/language.js';

/** Why an action is not open, said to the person who asked. */
export function tellRefusal({ code, data }: Refusal, language: Language): string {
  return refusals[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(data?.[name] ?? ''));
}

const refusals: Readonly<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
  'not-from-this-state': { zh: '案件现在的状态不能这样办。', en: 'The case is not in a state for this.' },
  'not-your-part': { zh: '这一步由别的岗位办理。', en: 'This step belongs to another posting.' },
  'unknown-action': { zh: '这类事项没有这个动作。', en: 'This kind of case has no such action.' },
  'one-at-a-time': { zh: '这一步须逐件办理。', en: 'This is done case by case.' },
  'bad-fields': { zh: '填写的内容有误。', en: 'The form is not filled in correctly.' },
  'application-pending': { zh: '已经提出,正等第二个人同意。', en: 'Already proposed; it waits for a second person.' },
  'no-such-application': { zh: '没有等待审批的申请。', en: 'There is no application to decide.' },
  'second-person-must-differ': { zh: '须由另一个人同意。', en: 'Somebody else must agree.' },
  recused: {
    zh: '被反映的人或单位与您同在一个单位,请回避:由别的单位办理。',
    en: 'The accused sits in your unit: keep out of this case; another unit handles it.',
  },
  'accused-sits-in-the-unit': {
    zh: '被反映的就是这个单位或它的人,请改派别的单位。',
    en: 'The accused is this unit or sits in it: name another unit.',
  },
  'summary-missing': {
    zh: '保密事项:请先写一份给承办单位看的摘要(不写是谁反映的)。',
    en: 'The case is confidential: first write a summary for those who handle it, without who asked.',
  },
  'county-office-lifts': {
    zh: '解除保密由县办公室决定。',
    en: 'Only the county office makes a confidential case open again.',
  },
  'arbitration-decides': {
    zh: '已退回三次,由督查指定承办单位。',
    en: 'Returned three times: a supervisor designates the lead.',
  },
  'unknown-organisation': { zh: '没有这个单位。', en: 'There is no such unit.' },
  'co-handler-twice': { zh: '同一个协办单位只写一次。', en: 'A co-handler is named once.' },
  'sub-deadline-out-of-range': {
    zh: '协办期限须在此刻之后,最迟 {latest}。',
    en: 'A co-handler answers after now, and at the latest by {latest}.',
  },
  'unknown-person': { zh: '没有这个人,或他现在没有岗位。', en: 'There is no such person with a posting today.' },
  'handler-outside-the-unit': { zh: '责任人不在主办单位。', en: 'The handler is not posted in the lead unit.' },
  'outside-duty-list': {
    zh: '这类事项不在{unit}的履职事项清单内:请改派清单内的单位,或者写明清单外派单的理由。',
    en: 'This is not on the duty list of {unit}: name a unit that has it on its list, or give the reason for going outside.',
  },
  'return-window-closed': { zh: '退回的期限已过({until})。', en: 'The window for returning has closed ({until}).' },
  'designated-case-stays': {
    zh: '由督查指定承办,不能再退回。',
    en: 'The lead was designated; it cannot be returned again.',
  },
  'head-of-unit-missing': { zh: '请写明单位负责人,他须是主办单位现任负责人。', en: 'Name the head of the lead unit.' },
  'transfer-outside-the-unit': {
    zh: '单位负责人只能在本单位内转办。',
    en: 'A head may transfer within the unit only.',
  },
  'no-answer-owed': { zh: '没有需要答复的协办任务。', en: 'No co-handler answer is owed.' },
  'co-handlers-owe-answers': {
    zh: '还有 {owing} 个协办单位没有答复。',
    en: '{owing} co-handlers have not answered yet.',
  },
  'inside-the-lead-unit': { zh: '须由主办单位以外的人回访。', en: 'Somebody outside the lead unit must call back.' },
  'no-tries-left': { zh: '已经回访 {tries} 次。', en: 'It has been tried {tries} times already.' },
  'callback-missing': {
    zh: '还没有联系上群众,也没有满三次。',
    en: 'The requester was not reached, nor tried three times.',
  },
  'requester-dissatisfied': {
    zh: '群众不满意:请重办;诉求不合理的,可提请不予重办。',
    en: 'The requester is dissatisfied: reopen the case, or propose to refuse an unreasonable demand.',
  },
  'no-demand': {
    zh: '群众没有表示不满意,不需要这一步。',
    en: 'The requester has not said no: there is nothing to refuse.',
  },
  'already-confirmed': { zh: '已经确认过。', en: 'It has been confirmed already.' },
  'confirmation-awaited': {
    zh: '正等挂村领导确认(到 {until})。',
    en: 'The linked leader may still answer (until {until}).',
  },
  'outcome-not-yet-possible': {
    zh: '结果是暂不具备条件,请挂账。',
    en: 'The outcome is "not yet possible": it cannot be verified.',
  },
  'urged-this-half-day': { zh: '这半天已经催过。', en: 'It was urged this half-day already.' },
  'nothing-overdue': {
    zh: '没有到期的时限,不用知悉。',
    en: 'Nothing is overdue here: there is nothing to acknowledge.',
  },
  'acknowledged-already': {
    zh: '已经知悉,到 {until} 不再重复告诉您。',
    en: 'You have acknowledged it: you are spared the repetitions until {until}.',
  },
  'no-draft-order': { zh: '没有待签发的督办单。', en: 'There is no draft order to decide.' },
  'applicants-unit-decides-not': {
    zh: '申请人和您在同一个单位,须由别的单位审批。',
    en: 'The applicant sits in your unit: another unit decides.',
  },
  'took-part-already': {
    zh: '您参与过这件事项的办理,复核须由没有参与的人决定。',
    en: 'You took part in this case: somebody who did not decides the objection.',
  },
  'outcome-possible': {
    zh: '反馈的结果不是"暂不具备条件",不能挂账。',
    en: 'Only a report of "not yet possible" can be deferred.',
  },
  'overdue-already': {
    zh: '已经到期,不能再申请延期:请抓紧办理,需要时由县办公室转办。',
    en: 'It is due already: an extension has to be asked for before.',
  },
  'not-to-be-extended': {
    zh: '特急事项和重办的事项不延期。',
    en: 'Emergencies and later rounds are not extended.',
  },
  'extended-often-enough': { zh: '最多延期 {times} 次,已经用完。', en: 'It may be extended {times} times, no more.' },
  'extension-too-long': {
    zh: '每次最多延长 {span},单位须和办理时限一样。',
    en: 'Each extension is {span} at most, in the unit of the deadline.',
  },
  'emergency-goes-on': { zh: '特急事项不挂起。', en: 'An emergency is not suspended.' },
  'date-out-of-range': {
    zh: '日期须在今天之后,最迟 {latest}。',
    en: 'The date has to be after today, and no later than {latest}.',
  },
  'resume-first': {
    zh: '事项正在挂起、挂账或重点项目中:先恢复办理,再调为特急。',
    en: 'The case rests: resume it first, then make it an emergency.',
  },
  'told-in-the-future': { zh: '告知日期不能晚于今天。', en: 'Who was told was told today or before.' },
  'raises-only': {
    zh: '您只能调高紧急程度;调低由县办公室决定。',
    en: 'You may raise the urgency only; the county office lowers it.',
  },
  'urgency-as-before': { zh: '紧急程度没有变化。', en: 'The urgency is the same as before.' },
  'not-proposed': {
    zh: '还没有人提请攻坚:先由挂村领导或单位负责人提请。',
    en: 'Nobody has proposed it yet: the linked leader or the head of the lead unit does.',
  },
  'another-units-part': { zh: '这一项是别的单位的。', en: 'This part is another unit’s.' },
  'signatures-awaited': {
    zh: '还有 {asked} 个部门没有会签(两个工作日不答复视为无意见)。',
    en: '{asked} departments have not signed yet; two working days of silence count as no objection.',
  },
  'planned-in-the-past': { zh: '计划日期不能早于今天。', en: 'A milestone is planned for today or later.' },
  'reached-in-the-future': { zh: '实际日期不能晚于今天。', en: 'What is reached was reached today or before.' },
  'more-than-committed': {
    zh: '累计到位不能多于已承诺的 {committed} 元。',
    en: 'No more can be paid than the {committed} yuan that were committed.',
  },
  'no-open-need': { zh: '没有这项待匹配的需求。', en: 'There is no such open need.' },
  'milestones-open': {
    zh: '还有 {planned} 个里程碑没有达成。',
    en: '{planned} milestones are not reached yet.',
  },
  'no-such-part': { zh: '项目里没有这一项。', en: 'There is no such part of the case.' },
  'part-is-elsewhere': { zh: '这一项现在是"{zh}",不能这样办。', en: 'This part is "{en}" now: not possible.' },
  'no-such-case': { zh: '没有这件事项,或不在您的范围内。', en: 'There is no such case within your scope.' },
  'case-is-over': { zh: '那件事项已经结束,请另选一件。', en: 'That case is over: name another one.' },
  'another-type': { zh: '那件事项不是需要的类型。', en: 'That case is of another kind.' },
  'project-missing': {
    zh: '请选一个已有的重点项目,或填写新项目的名称和牵头领导。',
    en: 'Name a key project, or title and lead leader of a new one.',
  },
  'objection-too-late': {
    zh: '申请复核的期限已过({until})。',
    en: 'The time for objecting has passed ({until}).',
  },
  'objection-pending': { zh: '正在复核,先等复核决定。', en: 'An objection is being decided: wait for it.' },
  'sample-not-called': {
    zh: '这件当场办结的事项抽中回访,请先回访再销号。',
    en: 'This case was drawn for a callback: call back before it is cleared.',
  },
  'not-sampled': { zh: '这件没有抽中回访。', en: 'This case was not drawn for a callback.' },
  'lead-missing': {
    zh: '这件是当场办结的,没有主办单位:请写明交给哪个单位重办。',
    en: 'It was completed on the spot and has no lead unit: name the one to handle it.',
  },
};
