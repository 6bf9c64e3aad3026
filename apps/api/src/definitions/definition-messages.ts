import { type DefinitionProblem, type MigrationObstacle, type PolicyGap } from '#domain';
import { type Language } from '../http/language.js';
import { fieldMessages } from '../http/messages.js';
import { type Say, say } from '../http/say.js';

type Code = DefinitionProblem['code'] | PolicyGap['code'] | 'not-yaml' | 'too-deep';

/** What is wrong with a case type or policy, at a place of it. */
const definitionMessages: Readonly<Record<Code, Say>> = {
  missing: say('缺少这一项', 'This is missing'),
  'not-a-text': say('这里应是文字', 'A text belongs here'),
  'not-a-list': say('这里应是列表', 'A list belongs here'),
  'not-a-map': say('这里应是一组“名称: 内容”', 'Names with their contents belong here'),
  'not-a-number': say('这里应是数字', 'A number belongs here'),
  'unknown-name': say('没有这个名称:{value}', 'Nothing has this name: {value}'),
  'unknown-condition': say('没有案件会满足这个条件:{value}', 'No case ever meets this condition: {value}'),
  repeated: say('重复了:{value}', 'This is there twice: {value}'),
  'too-many-inputs': say('走访表最多五项', 'A form for a visit has five inputs at most'),
  'bad-value': say('写法不对', 'This cannot be read'),
  'no-span': say('这样的案件没有时限:{when}', 'A case like this has no span: {when}'),
  'span-of-a-date': say('这个时钟由日期决定,不能有时限', 'This clock has a date and takes no span'),
  'unknown-clock': say('案件类型没有这个时钟:{value}', 'The case type has no such clock: {value}'),
  'not-provably-increasing': say(
    '阶梯的先后不能保证:{value}(例如 {when})',
    'The steps may not come in this order: {value} (such as for {when})',
  ),
  'percent-without-span': say('没有时限的时钟不能用百分比:{value}', 'A clock without a span takes no percent: {value}'),
  'repetition-is-no-step': say('重复不是一级:{value}', 'A repetition is no step: {value}'),
  'not-yaml': say('不是有效的 YAML(第 {line} 行)', 'This is no valid YAML (line {line})'),
  'too-deep': say('层次太多,或引用了自己', 'It is nested too deep, or refers to itself'),
};

/** Why a case stays on the version of its type. */
const obstacleMessages: Readonly<Record<MigrationObstacle['code'], Say>> = {
  'state-gone': say('新版本没有案件现在的状态 {name}', 'The version has no state {name}'),
  'state-over': say('在新版本里状态 {name} 已是终点', 'In the version the state {name} is an end'),
  'clock-gone': say('新版本没有正在计时的 {name}', 'The version has no clock {name}, which counts'),
  'application-gone': say(
    '正等第二个人同意的 {name},新版本里不能办',
    'The action {name} waits for a second person and is not open in the version',
  ),
  'no-span': say('时限规则没有给 {name} 这样的时限', 'The policy has no span for the clock {name} of such a case'),
};

export function tellDefinitionProblem(
  {
    code,
    ...data
  }: { readonly code: string; readonly value?: unknown; readonly counterExample?: string; readonly line?: number },
  language: Language,
): string {
  const words =
    code in definitionMessages ? definitionMessages[code as Code] : (fieldMessages[code] ?? fieldMessages['invalid']!);
  return words[language]({ ...data, value: textOf(data.value), when: data.counterExample });
}

export function tellObstacle({ code, name }: MigrationObstacle, language: Language): string {
  return obstacleMessages[code][language]({ name });
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String).join(' → ') : String(value);
}
