import { alternativesOf, type CaseType, type Choice, type Party, type Policy } from '#domain';
import { clockTable } from './clock-table.js';
import { ladderTables } from './ladder-tables.js';
import { stateDiagram } from './state-diagram.js';
import { table } from './words.js';

/** The whole life of a case type with its policy as a page of Markdown, for people: every word comes from the files. */
export function lifecyclePage(type: CaseType, policy: Policy): string {
  const { code, label } = type;
  return [
    `# ${label.zh} · ${label.en}`,
    `<!-- npm run docs writes this page from config/case-types/${code}.yaml and config/policies/${code}.yaml -->`,
    `由 \`config/case-types/${code}.yaml\` 和 \`config/policies/${code}.yaml\` 生成,请改那两个文件,不要改这一页。英文代码的意思见[词汇表](../glossary.md)。`,
    `Generated from these two files. The codes are explained in the [glossary](../glossary.md).`,
    '## 状态和动作',
    '```mermaid\n' + stateDiagram(type) + '\n```',
    '## 等谁',
    waitingTable(type),
    '## 谁能做什么',
    actionTable(type),
    ...(type.parts.size > 0 ? ['## 由什么组成', partTable(type)] : []),
    '## 时限',
    `主时钟是${type.clocks.get(type.headline)?.label.zh ?? type.headline}:清单上的到期日、灯色和超期天数说的是它。`,
    clockTable(type, policy),
    '## 提醒和升级',
    ladderTables(type, policy),
  ]
    .join('\n\n')
    .concat('\n');
}

function waitingTable(type: CaseType): string {
  return table(
    ['状态', '等谁(前一位空缺时等后一位)'],
    [...type.states.values()].map(({ name, label, waitsOn }) => [
      `${label.zh} \`${name}\``,
      inWords(waitsOn, (parties: readonly Party[]) => parties.map((party) => `\`${party}\``).join(' → ')),
    ]),
  );
}

function actionTable(type: CaseType): string {
  const stateName = (state: string) => type.states.get(state)?.label.zh ?? state;
  return table(
    ['动作', '从', '到', '谁', '谁同意'],
    [...type.actions.values()].map(({ name, label, from, to, by, secondPerson, decidedBy }) => [
      `${label.zh} \`${name}\``,
      from === 'any-open' ? '任何未归档的状态' : from.map(stateName).join('、'),
      to ? stateName(to) : '不变',
      inWords(by, inCodes),
      decidedBy ? `审批:${inWords(decidedBy, inCodes)}` : inWords(secondPerson, secondInWords).replace(/^不用$/, ''),
    ]),
  );
}

/** What the type's cases are made of, in which states each part stands, and which actions move it. */
function partTable(type: CaseType): string {
  const moving = (kind: string) =>
    [...type.actions.values()].filter(({ part }) => part?.kind === kind).map(({ label }) => label.zh);
  return table(
    ['组成', '状态', '时钟', '动作'],
    [...type.parts.values()].map(({ name, label, states, clock }) => [
      `${label.zh} \`${name}\``,
      [...states].map(([state, { zh }]) => `${zh} \`${state}\``).join(' → '),
      clock ? (type.clocks.get(clock)?.label.zh ?? clock) : '',
      moving(name).join('、'),
    ]),
  );
}

function inCodes(parties: readonly Party[]): string {
  return parties.map((party) => `\`${party}\``).join(' ');
}

function secondInWords(needed: boolean): string {
  return needed ? '另一个人' : '不用';
}

/** Each alternative with its conditions; one that always holds stands alone. */
function inWords<T>(choice: Choice<T>, say: (value: T) => string): string {
  return alternativesOf(choice)
    .map(({ path, value }) => (path.length > 0 ? `${conditionsInWords(path)}${say(value)}` : say(value)))
    .join('<br>');
}

function conditionsInWords(path: readonly string[]): string {
  return path.at(-1) === 'otherwise' ? '其他:' : `\`${path.join(' ')}\`:`;
}
