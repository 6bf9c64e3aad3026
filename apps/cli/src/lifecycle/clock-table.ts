import { type CaseType, type Policy } from '#domain';
import { labelsOf, spanInWords, table } from './words.js';

/** Each clock with the states that it runs in and its span by urgency; where the kind of a problem matters, by kind. */
export function clockTable(type: CaseType, policy: Policy): string {
  const urgencies = labelsOf(type, 'urgency');
  return table(
    ['时钟', '在哪些状态走', '在哪些状态停表', ...urgencies.map(([, zh]) => zh)],
    [...type.clocks.values()].map(({ name, label, of }) => [
      `${label.zh} \`${name}\``,
      of ? `每项${of === 'order' ? '督办单草稿' : '申请'}一个` : statesWith(type, 'clocks', name),
      statesWith(type, 'pauses', name),
      ...urgencies.map(([urgency]) => spansOf(type, policy, name, urgency)),
    ]),
  );
}

function statesWith(type: CaseType, how: 'clocks' | 'pauses', clock: string): string {
  return [...type.states.values()]
    .filter((state) => state[how].includes(clock))
    .map(({ label }) => label.zh)
    .join('、');
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
