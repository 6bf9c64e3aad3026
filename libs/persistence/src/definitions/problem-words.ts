import { type DefinitionProblem, type ViolationCode } from '#domain';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a code of a definition's problem says, in both languages; null for one whose value says it all. */
export function wordsFor(code: string): Words | null {
  return (words as Readonly<Record<string, Words>>)[code] ?? null;
}

type Told = ViolationCode | DefinitionProblem['code'] | 'no-policy' | 'no-json-schema' | 'not-yaml' | 'too-deep';

const words: Readonly<Record<Told, Words>> = {
  missing: { zh: '缺少这一项。', en: 'This is missing.' },
  'not-a-text': { zh: '这里应当是文字。', en: 'A text belongs here.' },
  'not-a-list': { zh: '这里应当是列表。', en: 'A list belongs here.' },
  'not-a-map': { zh: '这里应当是键值。', en: 'A map belongs here.' },
  'not-a-number': { zh: '这里应当是数字。', en: 'A number belongs here.' },
  'not-yaml': { zh: '不是有效的 YAML。', en: 'This is no YAML.' },
  'too-deep': { zh: '层次太多,或引用了自己。', en: 'It is nested too deep, or refers to itself.' },
  'unknown-name': { zh: '没有这个名称。', en: 'There is nothing of this name.' },
  'unknown-condition': { zh: '没有案件会符合这个条件。', en: 'No case can meet this condition.' },
  repeated: { zh: '重复。', en: 'This is said twice.' },
  'too-many-inputs': { zh: '走访表单超过五项。', en: 'A form of a visit asks for more than five things.' },
  'contains-itself': { zh: '这一部分引用了自己。', en: 'This piece contains itself.' },
  'bad-value': { zh: '这个值不能用。', en: 'This value cannot be used.' },
  'no-policy': { zh: '这个案件类型没有时限规则。', en: 'No policy measures this case type.' },
  'no-json-schema': { zh: '表单不是有效的 JSON Schema 2020-12。', en: 'The form is no JSON Schema 2020-12.' },

  'choice-uncovered': { zh: '有一种情形没有写等谁。', en: 'One situation is left out: nobody is waited on.' },
  'waits-on-nobody': { zh: '没有办完,却不等任何人。', en: 'It is no end, and waits on nobody.' },
  'never-filled': { zh: '没有人能担任这一方。', en: 'Nobody can ever be this party.' },
  'chain-ends-too-low': {
    zh: '替补链没有到县督查或上级领导。',
    en: 'The fallback chain ends below the county supervisor.',
  },
  'nobody-above-the-supervisor': {
    zh: '等的是督查,后面没有上级领导。',
    en: 'It waits on the supervisor, and not on the leader above next.',
  },
  'chain-goes-down': { zh: '替补链没有逐级向上。', en: 'The fallback chain does not climb.' },

  'no-clock-runs': { zh: '案件到这里时没有时钟在走。', en: 'A case comes here and no clock runs.' },
  'no-span': { zh: '时钟没有时限。', en: 'The clock has no span.' },
  'span-of-a-date': { zh: '时钟按日期到期,不能再有时限。', en: 'The clock has a date, and no span beside it.' },
  'date-not-asked': { zh: '时钟的日期没有要求填写。', en: "The clock's date is not required in this form." },
  'subject-without-clock': {
    zh: '它等人处理,却没有自己的时钟。',
    en: 'Somebody has to deal with it, and it has no clock.',
  },
  'too-many-courses': {
    zh: '可能的走法太多,没有看完,所以未证明。',
    en: 'There are too many courses: it is not proven.',
  },

  'no-ladder': { zh: '时钟没有提醒和升级。', en: 'The clock has no ladder.' },
  'ladder-ends-before-due': { zh: '到期时和到期后没有任何一步。', en: 'The ladder has no step at due or later.' },
  'ladder-tells-nobody-else': {
    zh: '最后一步没有告诉所等之人以外的人。',
    en: 'The last step tells nobody but the one waited on.',
  },
  'repetition-tells-nobody-else': {
    zh: '重复时没有告诉所等之人以外的人。',
    en: 'What is repeated tells nobody but the one waited on.',
  },
  'repetition-never-begins': {
    zh: '最后一步不用于这种时限,重复不会开始。',
    en: 'The last step is not for this span, so nothing is ever repeated.',
  },
  'system-never-acts': {
    zh: '没有到期这一步,系统不会动作。',
    en: 'There is no step at due, so the system never acts.',
  },
  'system-tells-nobody': { zh: '系统到期动作后没有告诉任何人。', en: 'What the system does at due is told to nobody.' },
  'not-provably-increasing': { zh: '步骤的先后不能保证。', en: 'The steps may change places.' },
  'percent-without-span': { zh: '按日期到期的时钟不能用百分比。', en: 'A clock with a date has no percent.' },
  'repetition-is-no-step': { zh: '重复不能写成一步。', en: 'A repetition is no step.' },

  'nothing-opens': { zh: '没有动作能登记案件。', en: 'No action opens a case.' },
  unreachable: { zh: '案件到不了这个状态。', en: 'No case comes into this state.' },
  'no-way-out': { zh: '从这里靠人的动作到不了终点。', en: 'From here people cannot lead a case to an end.' },
  'terminal-is-left': { zh: '终态不能离开。', en: 'A terminal state is left.' },
  'never-decided': { zh: '在这里提出后没有人能决定。', en: 'What is asked for there nobody can decide.' },

  'runs-on': { zh: '时钟在没有写它的状态里继续走。', en: 'A clock runs on in a state that does not name it.' },
  'clock-in-terminal': { zh: '终态里有时钟在走。', en: 'A clock runs in a terminal state.' },
  'running-and-paused': { zh: '同一时钟又走又停。', en: 'A clock both runs and stands still.' },
  'paused-for-ever': {
    zh: '时钟停在这里,再也不走也不结束。',
    en: 'A clock stands still here and never goes on or ends.',
  },
  'nothing-to-pause': { zh: '到这里时这个时钟从来没有在走。', en: 'No case comes here with this clock running.' },
  'no-such-subject': { zh: '不会有它计时的对象。', en: 'There is never anything that it times.' },
  'clock-of-a-subject': {
    zh: '这个时钟由对象启动,不由状态启动。',
    en: 'Its subject starts this clock, no state does.',
  },
  'headline-never-runs': { zh: '主时钟从来不走。', en: 'The headline clock never runs.' },

  'unknown-clock': { zh: '案件类型里没有这个时钟。', en: 'The case type has no such clock.' },
  'unknown-piece': { zh: '$defs 里没有这一部分。', en: '$defs has no such piece.' },
  'unknown-field': { zh: '要求填写的项不在表单里。', en: 'The form requires what it does not offer.' },
  'unknown-value': { zh: '有标签的值不在可选值里。', en: 'A label belongs to no value.' },
  'label-missing': { zh: '缺少这种语言的标签。', en: 'The label in this language is missing.' },
  'field-missing': {
    zh: '效果或条件要读的项表单里没有。',
    en: 'An effect or a guard reads what the form does not ask for.',
  },
  'not-registered': { zh: '登记案件的动作没有 register 效果。', en: 'What opens a case has no effect register.' },
  'not-by-the-system': { zh: '到期动作系统无权做。', en: 'The system may not do what it should at due.' },
  'not-from-there': {
    zh: '到期动作在这个状态里不能做。',
    en: 'What the system should do at due is not open in that state.',
  },
  'system-fills-in-nothing': {
    zh: '到期动作要填表,系统不会填。',
    en: 'What the system does at due needs a form filled in.',
  },
  'never-taken': { zh: '这个动作永远做不了。', en: 'Nobody can ever take this action.' },
  'never-chosen': { zh: '前面的条件总是先符合。', en: 'Something above it always holds first.' },
  'never-told': { zh: '没有人能以这一方收到消息。', en: 'Nobody is ever told as this party.' },
  'window-uncovered': { zh: '有一种情形没有期限。', en: 'One situation has no window.' },
  'unused-clock': { zh: '没有状态让这个时钟走。', en: 'No state lets this clock run.' },
  'unused-piece': { zh: '没有表单用到这一部分。', en: 'No form uses this piece.' },
};
