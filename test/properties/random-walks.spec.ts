import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CaseSnapshot, conditionsOf, deadlineOf, evolve, isOpen, keyOf } from '#domain';
import { countyWith, people, type PersonName, units } from '../support/world/small-county.js';
import { calendar, definition, local, type StoryCase, World } from '../support/world/world.js';

const { type, policy } = definition;
const always = { from: -Infinity, to: Infinity };
const names = Object.keys(people) as PersonName[];

/** Who may be away without a stand-in, all at once: everybody but the leader above, who ends every chain. */
const absent = fc.subarray(
  names.filter((name) => name !== 'chief'),
  { maxLength: 3 },
);
const unit = fc.constantFrom(units.water, units.roads, units.township);
const urgency = fc.constantFrom('emergency', 'urgent', 'normal', 'complex');

/** What is filled into whatever form somebody fills in next. */
const words = fc.record({
  urgency,
  tier: fc.constantFrom('A', 'B', 'C'),
  lead: unit,
  coHandlers: fc.subarray([units.water, units.roads]),
  head: fc.constantFrom('waterHead', 'roadsHead'),
  outcome: fc.constantFrom('solved', 'explained', 'not-yet-possible'),
  contacted: fc.boolean(),
  satisfaction: fc.constantFrom('yes', 'no'),
  agree: fc.boolean(),
});
type Words = typeof words extends fc.Arbitrary<infer T> ? T : never;

/** Every action of the type, filled in. */
function wishes({ urgency: how, tier, lead, coHandlers, head, outcome, contacted, satisfaction, agree }: Words) {
  const reason = '说明';
  return [
    ['decide', { agree, reason }],
    ['accept', { category: 'roads', urgency: how, tier }],
    ['dispatch', { lead, coHandlers: coHandlers.filter((one) => one !== lead) }],
    ['designate', { lead, ruling: '由该单位办理' }],
    ['receive', {}],
    ['answer', { result: '已配合' }],
    ['report', { outcome, text: '结果', head }],
    ['approve-report', {}],
    ['callback', { reached: true, contacted: true, solved: true, satisfaction }],
    ['complete', {}],
    ['confirm', {}],
    ['clear', {}],
    // what leads on stands above, what leads back or aside below
    ['note', { text: '进展', contacted }],
    ['return', { reason, basis: '三定方案', head }],
    ['reopen', { reason }],
    ['transfer', { lead, reason }],
    ['reject-report', { reason }],
    ['callback', { reached: false }],
    ['refuse-demand', { reason }],
    ['issue-order', { requirement: '限期' }],
    ['drop-order', { reason }],
    ['urge', {}],
    ['decline', { reason: 'unclear', channel: 'none' }],
    ['told', { how: 'phone', on: '2026-11-23' }],
  ] as const;
}

/** Time that passes, in minutes, or something that somebody does: the first action from `from` on that anybody may take. */
const step = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(10, 60, 300, 1_440, 5_760, 17_280).map((minutes) => ({ minutes })) },
  {
    weight: 2,
    arbitrary: fc.record({
      from: fc.oneof(fc.constant(0), fc.nat({ max: 23 })),
      who: fc.nat({ max: names.length - 1 }),
      words,
    }),
  },
);

describe('whatever people do in whatever order, with whatever time between, and whoever is away', () => {
  it('[I-14] [I-15] [I-17] every open case has a running clock with a timer and all agrees with a replay of its log', async () => {
    const opening = fc.record({
      urgency,
      kind: fc.constantFrom('help', 'question'),
      accusedUnit: fc.option(unit, { nil: undefined, freq: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        absent,
        opening,
        fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
        async (away, fields, steps) => {
          const directory = countyWith(away.map((personId) => ({ personId, standInId: null, ...always })));
          const world = World.on('2026-11-02 10:00', definition, directory);
          const story = await world.open('clerk', JSON.parse(JSON.stringify(fields)) as Record<string, unknown>);
          for (const one of steps) {
            if (!isOpen(type, story.state)) break;
            if ('minutes' in one) await world.until(local(world.now.add({ minutes: one.minutes }))!);
            else await somebodyDoes(story, one);
            // what an action makes due at once is a matter of seconds
            await world.fireDueTimers.untilNoneAreDue();
            judge(story);
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});

async function somebodyDoes(story: StoryCase, one: { from: number; who: number; words: Words }): Promise<void> {
  for (const [action, fields] of turned(wishes(one.words), one.from)) {
    const application = action === 'decide' ? story.record.facts.applications[0]?.id : undefined;
    if (action === 'decide' && application === undefined) continue;
    for (const name of turned(names, one.who)) {
      const result = await story.tries(name, action, { ...fields, ...(application && { application }) });
      if (result.kind === 'done') return;
    }
  }
}

function turned<T>(all: readonly T[], by: number): readonly T[] {
  return [...all.slice(by), ...all.slice(0, by)];
}

/** Design §9, invariants 2 to 4, on one case. */
function judge(story: StoryCase): void {
  const { world } = story;
  const { facts, clocks } = story.record;
  const state = type.states.get(facts.state)!;
  const own = world.store.timers.filter(({ caseId }) => caseId === story.id);
  const pending = own.filter(({ decision }) => decision === null);
  const running = clocks.filter(({ status }) => status === 'running');

  expect(pending.filter(({ fireAt }) => fireAt.epochMilliseconds <= world.now.epochMilliseconds)).toEqual([]);
  const current = new Set(
    clocks.filter(({ status }) => status !== 'stopped').map((clock) => `${keyOf(clock)} ${clock.version}`),
  );
  expect(pending.filter(({ clock, version }) => !current.has(`${clock} ${version}`))).toEqual([]);
  if (isOpen(type, facts.state)) expect(running.filter(({ subject }) => subject === '')).not.toEqual([]);
  for (const clock of running)
    expect(pending.some((timer) => timer.clock === keyOf(clock) && timer.version === clock.version)).toBe(true);

  for (const { name, status } of clocks.filter(({ subject }) => subject === '')) {
    if (status === 'running') expect(state.clocks).toContain(name);
    if (status === 'paused') expect(state.pauses).toContain(name);
    if (status === 'stopped' && !type.clocks.get(name)!.once) expect(state.clocks).not.toContain(name);
  }
  for (const { startedAt, span, pauses, due } of running) {
    if (!span) continue; // a date, which the lead's deadline gives
    const again = deadlineOf(startedAt, span, calendar, { pauses });
    expect(again.ok && again.due.epochMilliseconds).toBe(due.epochMilliseconds);
  }
  const events = world.store.events.get(story.id)!;
  const replayed = events.reduce<CaseSnapshot | null>((before, event) => {
    const conditions = before ? conditionsOf(before.facts, event.at) : new Set<string>();
    const clocksBefore = before?.clocks ?? [];
    const context = { now: event.at, type, policy, calendar, directory: world.directory, conditions };
    return evolve(before, event, { ...context, clocks: clocksBefore });
  }, null)!;
  expect(replayed.facts).toEqual(facts);
  const told = ({ clocks: all }: CaseSnapshot) =>
    all.map((clock) => [keyOf(clock), clock.status, clock.version, `${clock.due} ${clock.originalDue}`]).sort();
  expect(told(replayed)).toEqual(told(story.record));
  // time alone always leads to somebody being told (design §1)
  expect(events.filter(({ kind, data }) => kind === 'step' && (data.told as string[]).length === 0)).toEqual([]);
}
