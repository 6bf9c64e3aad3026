import { type Duty } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Cast, type CastPerson } from './cast.js';

/** Weeks on the roster beyond the present: long enough for a clock that is moved forward by hand. */
const weeksAhead = 12;

/**
 * The duty roster (值班表): a leader, a head and an officer of the county and of each township, taking turns by the week,
 * from the Monday before `from` until some weeks after `present`. Shifts change on Monday at 08:00 in `timeZone`.
 */
export function dutyRoster(
  cast: Cast,
  countyCode: string,
  from: Temporal.Instant,
  present: Temporal.Instant,
  timeZone: string,
): Duty[] {
  const weeks = shifts(from, present.add({ hours: 24 * 7 * weeksAhead }), timeZone);
  const turns = (regionCode: string, role: Duty['role'], people: readonly CastPerson[], ahead = 0) =>
    weeks.map(([start, end], week) => ({
      personId: people[(week + ahead) % people.length]!.id,
      regionCode,
      role,
      from: start,
      to: end,
    }));
  const holding = (role: CastPerson['role'], regionCode: string) =>
    cast.people.filter((person) => person.role === role && person.regionCode === regionCode);
  const governments = cast.organisations.filter(({ kind }) => kind === 'township-government');
  return [
    ...turns(countyCode, 'leader', holding('leader', countyCode)),
    ...turns(countyCode, 'head', holding('head', countyCode)),
    ...turns(countyCode, 'officer', holding('county-office', countyCode)),
    ...governments.flatMap(({ regionCode }) => [
      ...turns(regionCode, 'leader', holding('head', regionCode)),
      // of two in the office, one heads the shift while the other is its officer
      ...turns(regionCode, 'head', holding('township-office', regionCode), 1),
      ...turns(regionCode, 'officer', holding('township-office', regionCode)),
    ]),
  ];
}

/** Weeks as pairs of epoch milliseconds. */
function shifts(from: Temporal.Instant, until: Temporal.Instant, timeZone: string): [number, number][] {
  const local = from.toZonedDateTimeISO(timeZone);
  let start = local.subtract({ days: local.dayOfWeek + 6 }).withPlainTime('08:00');
  const weeks: [number, number][] = [];
  while (start.epochMilliseconds < until.epochMilliseconds) {
    const end = start.add({ weeks: 1 });
    weeks.push([start.epochMilliseconds, end.epochMilliseconds]);
    start = end;
  }
  return weeks;
}
