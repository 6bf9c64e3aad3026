import { readdirSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import {
  compileCalendar,
  parseStatutoryYear,
  type StatutoryYear,
  type WorkingCalendar,
} from '../../libs/domain/src/calendar/index.js';
import { type OracleCalendar } from './minute-oracle.js';

const folder = new URL('../../config/calendars/', import.meta.url);

/** The statutory files of the repository, as they were written. */
export function statutoryFiles(): { file: string; json: unknown }[] {
  const files = readdirSync(new URL('statutory/', folder)).sort();
  return files.map((file) => ({ file, json: JSON.parse(readFileSync(new URL(`statutory/${file}`, folder), 'utf8')) }));
}

/** The published years, read by the product's reader. */
export function statutoryYears(): StatutoryYear[] {
  return statutoryFiles().map(({ file, json }) => {
    const read = parseStatutoryYear(json);
    if (!read.ok) throw new Error(`${file}: ${read.problem.code}`);
    return read.year;
  });
}

/** The definition of the default county calendar, as its YAML file says it. */
export function countyDefinition(): Record<string, unknown> {
  return parse(readFileSync(new URL('default.yaml', folder), 'utf8')) as Record<string, unknown>;
}

/** The default county calendar, compiled. */
export function countyCalendar(years = statutoryYears()): WorkingCalendar {
  const compiled = compileCalendar(countyDefinition(), years, Temporal.PlainDate.from('2026-01-01'));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.calendar;
}

/** The same county for the oracle, which reads the statutory files with its own eyes. */
export function countyForOracle(): OracleCalendar {
  const day = [
    ['08:30', '12:00'],
    ['14:30', '17:30'],
  ] as const;
  return {
    timeZone: 'Asia/Shanghai',
    week: [[], ...Array(5).fill(day), []],
    closed: [],
    open: [],
    statutory: statutoryForOracle(),
  };
}

type File = { year: number; weekday_off: Entry[]; weekend_work: Entry[]; statutory_listed: Entry[] };
type Entry = { date: string };

export function statutoryForOracle(): NonNullable<OracleCalendar['statutory']> {
  const files = statutoryFiles().map(({ json }) => json as File);
  return {
    published: files.map(({ year }) => year),
    off: new Set(
      files.flatMap(({ weekday_off, statutory_listed }) =>
        [...weekday_off, ...statutory_listed].map(({ date }) => date),
      ),
    ),
    work: new Set(files.flatMap(({ weekend_work }) => weekend_work.map(({ date }) => date))),
  };
}
