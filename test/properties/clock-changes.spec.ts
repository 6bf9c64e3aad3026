import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { compileCalendar, type WorkingCalendar } from '#domain';

/** Changes at 2:00 and 3:00, at midnight (Santiago, Cairo, Beirut), by half an hour (Lord Howe), before midnight (Nuuk), in Ramadan (Casablanca). */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Nuuk',
  'America/Havana',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
];

describe.each(zones)('[I-07] the clock changes of %s, 2024 to 2030', (timeZone) => {
  const changes = transitions(timeZone);
  const calendar = compile(timeZone);

  it('leave every daily slot one instant a date, in the order of time', () => {
    for (const change of changes) {
      const day = change.toPlainDate();
      const slots = [-1, 0, 1].flatMap((near) => slotsOf(day.add({ days: near }), calendar));
      for (const [i, slot] of slots.entries()) {
        if (i > 0) expect(slot.at.epochMilliseconds).toBeGreaterThanOrEqual(slots[i - 1]!.at.epochMilliseconds);
        const shown = slot.at.toZonedDateTimeISO(timeZone).toPlainDateTime();
        const wanted = slot.date.toPlainDateTime().add({ minutes: slot.minute });
        // What the wall shows is the slot's own time, or, where that is skipped, the first after the gap.
        if (!shown.equals(wanted)) {
          const late = shown.since(wanted).total('minutes');
          expect(late).toBeGreaterThan(0);
          expect(late).toBeLessThanOrEqual(60);
        }
        const before = slot.at.subtract({ milliseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDateTime();
        expect(Temporal.PlainDateTime.compare(before, wanted)).toBeLessThan(0);
      }
    }
  });

  it('leave the dates end to end', () => {
    for (const change of changes) {
      const number = calendar.dayAt(change.epochMilliseconds);
      for (let day = number - 1; day <= number + 1; day++) {
        const { start, end } = calendar.day(day);
        expect([calendar.dayAt(start), calendar.dayAt(end - 1), calendar.dayAt(end)]).toEqual([day, day, day + 1]);
        expect(calendar.dayEndingAt(end)).toBe(day);
      }
    }
  });
});

it('[I-07] has changes to look at', () => {
  expect(transitions('America/Santiago').length).toBeGreaterThanOrEqual(14);
});

function slotsOf(date: Temporal.PlainDate, calendar: WorkingCalendar) {
  const minutes = [0, 30, 90, 135, 180, 1410];
  return minutes.map((minute) => ({ date, minute, at: calendar.slot(date, minute) }));
}

function transitions(timeZone: string): Temporal.ZonedDateTime[] {
  const found: Temporal.ZonedDateTime[] = [];
  const end = Temporal.Instant.from('2031-01-01T00:00Z').epochMilliseconds;
  let at = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  for (; at && at.epochMilliseconds < end; at = at.getTimeZoneTransition('next')) found.push(at);
  return found;
}

function compile(timeZone: string): WorkingCalendar {
  const compiled = compileCalendar(
    { timeZone, week: { mon: [['00:00', '24:00']] } },
    [],
    Temporal.PlainDate.from('2024-01-01'),
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.calendar;
}
