import { compileCalendar, type NamedCalendars, type StatutoryYear, type WorkingCalendar } from '#domain';
import { readDefinitionFiles, tellDefinitionProblems } from '#persistence';
import { StartUpError } from '#platform';
import { type Temporal } from 'temporal-polyfill';

/** The calendars of a folder of configuration, by name. Throws `StartUpError('config-invalid')` where its files are wrong. */
export async function configuredCalendars(directory: string, today: Temporal.PlainDate): Promise<NamedCalendars> {
  const read = await readDefinitionFiles(directory, today);
  if (!read.ok) {
    const problems = tellDefinitionProblems(read.problems);
    throw new StartUpError('config-invalid', `配置有误:\n${problems}`, `The configuration is wrong:\n${problems}`);
  }
  const calendars = new Map<string, WorkingCalendar>();
  for (const { kind, code, body } of read.files) {
    if (kind !== 'calendar') continue;
    const { definition, statutory } = body as { definition: unknown; statutory: StatutoryYear[] };
    const compiled = compileCalendar(definition, statutory, today);
    if (compiled.ok) calendars.set(code, compiled.calendar);
  }
  return calendars;
}
