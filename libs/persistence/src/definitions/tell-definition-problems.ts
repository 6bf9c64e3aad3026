import { type DefinitionFileProblem } from './definition-file.js';
import { wordsFor } from './problem-words.js';

/**
 * The problems as lines for a terminal or a log: the place and the code on one, and below it, where there are any, the
 * words in both languages, and the case that shows it.
 */
export function tellDefinitionProblems(problems: readonly DefinitionFileProblem[]): string {
  return problems.flatMap((problem) => [placeOf(problem), ...shown(problem)]).join('\n');
}

function placeOf({ file, path, code, value, suggestion }: DefinitionFileProblem): string {
  return [
    `${file}:`,
    path,
    code,
    value === undefined ? '' : JSON.stringify(value),
    suggestion === undefined ? '' : `→ ${JSON.stringify(suggestion)}?`,
  ]
    .filter(Boolean)
    .join(' ');
}

function shown({ code, property, when, way }: DefinitionFileProblem): string[] {
  const words = wordsFor(code);
  if (!words) return [];
  return [
    `    ${property === undefined ? '' : `性质 property ${property}: `}${words.zh} ${words.en}`,
    ...(when === undefined ? [] : [`    情形 when: ${when}`]),
    ...(way === undefined ? [] : [`    经过 course: ${way.join(' → ')}`]),
  ];
}
