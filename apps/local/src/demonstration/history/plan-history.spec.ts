import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { compileCalendar } from '#domain';
import { Temporal } from 'temporal-polyfill';
import { Chance } from '../chance.js';
import { type DemonstrationFiles, readDemonstrationFiles } from '../files.js';
import { StoryDrawer } from './draw-stories.js';
import { planHistory } from './plan-history.js';
import { type PlannedStep } from './story.js';
import { WorkingDays } from './working-days.js';

const hours = [['09:00', '17:00']] as const;
const compiled = compileCalendar(
  { timeZone: 'Asia/Shanghai', week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } },
  [],
  Temporal.PlainDate.from('2026-11-23'),
);
const linked = Array.from({ length: 184 }, (_, i) => `350123200${String(i + 201)}`);
const villages = { linked, unlinked: ['350123204207'], tour: linked.slice(0, 1) };

describe('the plan of the history', () => {
  let files: DemonstrationFiles;
  beforeAll(async () => {
    files = await readDemonstrationFiles(fileURLToPath(new URL('../../../../../config', import.meta.url)));
  });
  const planned = (present: string, seed = files.history.seed): PlannedStep[] => {
    if (!compiled.ok) throw new Error('no calendar');
    const now = Temporal.Instant.from(present);
    const chance = new Chance(seed);
    const drawer = new StoryDrawer(files, villages, chance);
    return planHistory(files.history, drawer, new WorkingDays(compiled.calendar, now), chance, now);
  };
  const told = (steps: PlannedStep[], present: string) =>
    steps.map(({ at, story, step }) => [
      at.until(Temporal.Instant.from(present)).toString(),
      story.number,
      story.problem.title,
      story.villageCode,
      step.do,
    ]);

  it('is the same for the same seed, and seen from the present a week later just the same', () => {
    const [today, nextWeek] = ['2026-11-24T02:20:00Z', '2026-12-01T02:20:00Z'];
    expect(told(planned(today), today)).toEqual(told(planned(nextWeek), nextWeek));
    expect(told(planned(today), today)).not.toEqual(told(planned(today, 1), today));
  });

  it('goes forward in time, ends before the present, and keeps each story in its order', () => {
    const steps = planned('2026-11-24T02:20:00Z');
    const instants = steps.map(({ at }) => at.epochMilliseconds);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(instants.at(-1)!).toBeLessThan(Temporal.Instant.from('2026-11-24T02:20:00Z').epochMilliseconds);
    for (const story of new Set(steps.map((step) => step.story))) {
      const mine = steps.filter((step) => step.story === story).map(({ step }) => step);
      expect(mine).toEqual(files.history.courses[story.course]!.slice(0, mine.length));
    }
  });

  it('never tells the same problem of the same village twice', () => {
    const stories = [...new Set(planned('2026-11-24T02:20:00Z').map(({ story }) => story))];
    expect(new Set(stories.map(({ problem, villageCode }) => problem.title + villageCode)).size).toBe(stories.length);
  });

  it('tells a problem twice where there is no other, rather than none', () => {
    const one = { linked: linked.slice(0, 1), unlinked: linked.slice(0, 1), tour: linked.slice(0, 1) };
    const chance = new Chance(1);
    const drawer = new StoryDrawer(files, one, chance);
    const drawn = files.problems.concat(files.problems).map(() => drawer.draw({ course: 'slow', cases: 1 }));
    expect(new Set(drawn.map(({ villageCode }) => villageCode))).toEqual(new Set(one.linked));
  });

  it('gives requesters numbers that no phone has, and names that nobody bears', () => {
    const asking = planned('2026-11-24T02:20:00Z').flatMap(({ story: { requester } }) => requester ?? []);
    expect(asking.length).toBeGreaterThan(0);
    for (const { name, phone } of asking) {
      expect(name).toMatch(/^.某[甲乙丙丁戊己庚辛]$/);
      expect(phone).toMatch(/^100\d{8}$/);
    }
  });
});
