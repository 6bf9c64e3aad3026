import { type CaseType, type ClockDefinition, countsDays, type Policy } from '#domain';
import { labelsOf, spanInWords, table } from './words.js';

const subjects = { application: '申请', order: '督办单草稿', assignment: '协办单位', part: '每一项' } as const;

/** Each clock with the states that it runs in and its span by urgency; where the kind of a problem matters, by kind. */
export function clockTable(type: CaseType, policy: Policy): string {
  const urgencies = labelsOf(type, 'urgency');
  return table(
    ['时钟', '在哪些状态走', '在哪些状态停表', ...urgencies.map(([, zh]) => zh)],
    [...type.clocks.values()].map((clock) => [
      `${clock.label.zh} \`${clock.name}\``,
      clock.of ? `每项${subjects[clock.of]}一个` : statesWith(type, 'clocks', clock.name),
      clock.of === 'assignment' ? '随主时钟' : statesWith(type, 'pauses', clock.name),
      ...urgencies.map(([urgency]) => lengthOf(type, policy, clock, urgency)),
    ]),
  );
}

function statesWith(type: CaseType, how: 'clocks' | 'pauses', clock: string): string {
  return [...type.states.values()]
    .filter((state) => state[how].includes(clock))
    .map(({ label }) => label.zh)
    .join('、');
}

/** A clock's span; of a co-handler's, which has a date, the latest one (time.md §4). */
function lengthOf(type: CaseType, policy: Policy, { name, of }: ClockDefinition, urgency: string): string {
  if (of !== 'assignment') return spansOf(type, policy, name, urgency);
  const span = policy.spanOf(type.headline, new Set([urgency]));
  return span && countsDays(span) ? '最迟主时钟到期前 1 个工作日' : '最迟主时钟用去 80%';
}

function spansOf(type: CaseType, policy: Policy, clock: string, urgency: string): string {
  const kindsBySpan = new Map<string, string[]>();
  for (const [kind, zh] of labelsOf(type, 'kind')) {
    const span = policy.spanOf(clock, new Set([urgency, kind]));
    const words = span ? spanInWords(span) : '';
    kindsBySpan.set(words, [...(kindsBySpan.get(words) ?? []), zh]);
  }
  if (kindsBySpan.size === 1) return [...kindsBySpan.keys()][0]!;
  return [...kindsBySpan].map(([words, kinds]) => `${kinds.join('、')} ${words}`).join(';');
}
