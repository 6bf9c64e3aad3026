import { type MigrationObstacle } from '#domain';
import { wordsFor } from '#persistence';
import { type Language } from '../http/language.js';
import { fieldMessages } from '../http/messages.js';
import { type Say, say } from '../http/say.js';

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

/** What is wrong with a case type or policy, at a place of it, with the name at fault and a case that shows it. */
export function tellDefinitionProblem(
  {
    code,
    ...data
  }: { readonly code: string; readonly value?: unknown; readonly counterExample?: string; readonly line?: number },
  language: Language,
): string {
  const words = wordsFor(code);
  if (!words)
    return (fieldMessages[code] ?? fieldMessages['invalid']!)[language]({ ...data, value: textOf(data.value) });
  const [value, shows] = [textOf(data.value), data.counterExample];
  const line = data.line === undefined ? '' : language === 'zh' ? `(第 ${data.line} 行)` : ` (line ${data.line})`;
  const about = value === undefined ? '' : language === 'zh' ? `:${value}` : `: ${value}`;
  const such = shows === undefined ? '' : language === 'zh' ? `(例如 ${shows})` : ` (such as ${shows})`;
  return `${words[language].replace(/[。.]$/, '')}${line}${about}${such}`;
}

export function tellObstacle({ code, name }: MigrationObstacle, language: Language): string {
  return obstacleMessages[code][language]({ name });
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String).join(' → ') : String(value);
}
