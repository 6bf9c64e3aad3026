import { type Readable, type Writable } from 'node:stream';
import { explainDeadline, type NamedCalendars } from '#domain';
import { Temporal } from 'temporal-polyfill';
import { configDirectory } from '../../../composition/src/index.js';
import { type ExitCode } from '../command.js';
import { JsonLines, linesOf } from '../lines.js';
import { configuredCalendars } from './configured-calendars.js';

/** `guacun deadline`: the twin of `POST /api/v1/deadlines`. What cannot be answered is answered by its problems. */
export async function deadline(input: Readable, output: Writable): Promise<ExitCode> {
  const calendars = await configuredCalendars(configDirectory, Temporal.Now.plainDateISO());
  const answers = new JsonLines(output);
  for await (const line of linesOf(input)) if (!(await answers.write(answerTo(line, calendars)))) break;
  return 0;
}

/** The answer to one line: an explanation, or the problems of the request; of a list, one each. */
export function answerTo(line: string, calendars: NamedCalendars): unknown {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { problems: [{ field: '', code: 'bad-json' }] };
  }
  return Array.isArray(request) ? request.map((one) => explained(one, calendars)) : explained(request, calendars);
}

function explained(request: unknown, calendars: NamedCalendars) {
  const answer = explainDeadline(request, calendars);
  return answer.ok ? answer.explanation : { problems: answer.problems };
}
