import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { permit } from '../../../../../test/support/definitions/permit.js';
import { sound } from '../../../../../test/support/definitions/broken.js';
import { smallCounty, village } from '../../../../../test/support/world/small-county.js';
import { calendar, definition } from '../../../../../test/support/world/world.js';
import { type ActionDefinition, type CaseType, type ClockDefinition } from '../../case/case-type.js';
import { alternativesOf } from '../../case/choice.js';
import { theSystem } from '../../case/event.js';
import { type CaseSnapshot, evolve } from '../../case/evolve.js';
import { readCaseType } from '../../case/read-case-type.js';
import { proveType } from '../prove-type.js';
import { clockAlwaysRuns } from './clock-always-runs.js';
import { coursesOf } from './courses.js';

type Plain = Record<string, unknown>;
interface Written {
  readonly states: Record<string, { clocks?: string[]; pauses?: string[]; end?: string }>;
  readonly actions: Record<string, { from: string[] | 'any-open'; to?: string; by: unknown }>;
  readonly clocks: Record<string, Plain>;
}

const shipped = readFileSync(
  new URL('../../../../../config/case-types/villager-problem.yaml', import.meta.url),
  'utf8',
);
const now = Temporal.Instant.from('2026-11-23T01:00:00Z');

/** One mistake of an author, at a place that the number picks. */
const mistakes: readonly ((type: Written, pick: number) => void)[] = [
  ({ states }, pick) => dropOne(chosen(Object.values(states), pick).clocks, pick),
  ({ states }, pick) => dropOne(chosen(Object.values(states), pick).pauses, pick),
  ({ states }, pick) => {
    const state = chosen(Object.values(states), pick);
    const [clock] = state.clocks?.splice(pick % (state.clocks.length || 1), 1) ?? [];
    if (clock) state.pauses = [...(state.pauses ?? []), clock];
  },
  ({ actions }, pick) => {
    const names = Object.keys(actions).filter((name) => name !== 'decide');
    delete actions[chosen(names, pick)];
  },
  ({ actions, states }, pick) => {
    const moving = Object.values(actions).filter(({ to }) => to !== undefined);
    chosen(moving, pick).to = chosen(Object.keys(states), pick >> 5);
  },
  ({ actions }, pick) => {
    const { from } = chosen(Object.values(actions), pick);
    if (from !== 'any-open' && from.length > 1) dropOne(from, pick);
  },
  ({ actions }, pick) => {
    // the walks below take it that what is asked for can be decided
    const names = Object.keys(actions).filter((name) => name !== 'decide');
    actions[chosen(names, pick)]!.by = ['import'];
  },
  ({ clocks }, pick) => {
    chosen(Object.values(clocks), pick).once = true;
  },
  ({ clocks }, pick) => {
    chosen(Object.values(clocks), pick)['stops-when'] = 'contacted';
  },
];
const made = fc.array(fc.tuple(fc.nat(mistakes.length - 1), fc.nat(10_000)), { minLength: 1, maxLength: 4 });

/** The type with these mistakes; undefined where it cannot even be read. */
function typeWith(text: string, all: readonly (readonly [number, number])[]): CaseType | undefined {
  const written = parse(text) as Written;
  for (const [which, pick] of all) mistakes[which]!(written, pick);
  const read = readCaseType(written);
  return read.ok ? read.type : undefined;
}

function chosen<T>(all: readonly T[], pick: number): T {
  return all[pick % all.length]!;
}

function dropOne(all: unknown[] | undefined, pick: number): void {
  if (all && all.length > 0) all.splice(pick % all.length, 1);
}

/** Everything that the engine itself lets come of a case of the type, by every action on every standing. */
function lived(type: CaseType): { readonly states: Set<string>; readonly still: Set<string> } {
  const { policy } = type.code === 'permit' ? sound('permit') : definition;
  const context = {
    ...{ now, type, policy, calendar },
    directory: smallCounty,
    conditions: new Set<string>(),
    clocks: [],
  };
  const seen = new Map<string, CaseSnapshot>();
  const step = (before: CaseSnapshot | null): void => {
    const state = before?.facts.state ?? null;
    for (const action of type.actions.values()) {
      const isOpen = state !== null && type.states.get(state)!.end !== 'terminal';
      const from =
        action.from === 'any-open' ? isOpen : state === null ? action.from.length === 0 : action.from.includes(state);
      const by = new Set<string>(alternativesOf(action.by).flatMap(({ value }) => value));
      const isSystems = before?.clocks.some(
        ({ name, status }) => status === 'running' && type.clocks.get(name)?.atDue === action.name,
      );
      const isSomebodys = [...by].some((party) => party !== 'system') || (by.has('system') && isSystems);
      if (!from || !isSomebodys || (action.to ?? state) === null) continue;
      for (const data of [{ contacted: true, lead: 'u-water' }, { lead: 'u-roads' }]) {
        const dates = { reviewOn: '2026-12-01', recheckOn: '2026-12-01' };
        const told = { ...data, ...dates, villageCode: village, urgency: 'normal', kind: 'help' };
        const event = {
          kind: action.name,
          at: now,
          actor: theSystem,
          from: state,
          to: (action.to ?? state)!,
          data: told,
        };
        const { facts, clocks } = evolve(before, event, context);
        const key = [facts.state, facts.leadOrganisationId, ...clocks.map(({ name, status }) => name + status)].join();
        if (seen.has(key)) continue;
        seen.set(key, { facts, clocks });
        step({ facts, clocks });
      }
    }
  };
  step(null);
  const open = [...seen.values()].filter(({ facts }) => type.states.get(facts.state)!.end !== 'terminal');
  const still = open.filter(({ clocks }) => !clocks.some(({ status, subject }) => status === 'running' && !subject));
  const stateOf = ({ facts }: CaseSnapshot) => facts.state;
  return { states: new Set([...seen.values()].map(stateOf)), still: new Set(still.map(stateOf)) };
}

/** States from which no walk of people's actions ends, found by walking. */
function stuck(type: CaseType): Set<string> {
  const ends = (state: string, passed: ReadonlySet<string>): boolean => {
    if (type.states.get(state)!.end !== null) return true;
    return [...type.actions.values()].some(({ from, to, by }) => {
      const mayBePersons = alternativesOf(by).some(({ value }) =>
        value.some((one) => one !== 'system' && one !== 'import'),
      );
      if (to === null || !mayBePersons || passed.has(to)) return false;
      return (from === 'any-open' || from.includes(state)) && ends(to, new Set([...passed, to]));
    });
  };
  return new Set([...type.states.keys()].filter((state) => !ends(state, new Set([state]))));
}

const placed = (type: CaseType, code: string) => {
  const policy = type.code === 'permit' ? sound('permit').policy : definition.policy;
  const found = proveType(type, policy).filter((one) => one.code === code);
  return new Set(found.map(({ path }) => path.split('.')[1]!));
};

describe.each([
  ['the permit', permit, 60],
  ['the shipped type', shipped, 2],
])('%s with mistakes at random', (_which, text, numRuns) => {
  it('stands still where the engine lets it stand still, and is reached where the engine gets', () => {
    fc.assert(
      fc.property(made, (all) => {
        const type = typeWith(text, all);
        fc.pre(type !== undefined);
        const { states, still } = lived(type);
        fc.pre(states.size > 0);
        expect(placed(type, 'no-clock-runs')).toEqual(still);
        expect(placed(type, 'unreachable')).toEqual(new Set([...type.states.keys()].filter((one) => !states.has(one))));
      }),
      { numRuns },
    );
  });

  it('leads to no end where no walk does', () => {
    fc.assert(
      fc.property(made, (all) => {
        const type = typeWith(text, all);
        fc.pre(type !== undefined);
        const reached = new Set(coursesOf(type).standings.map(({ state }) => state));
        fc.pre(reached.size > 0);
        // who may act in some situation may not in another; the walk knows no situations
        const always = [...type.actions.values()].every(({ by }) => 'always' in by);
        const found = placed(type, 'no-way-out');
        const expected = [...stuck(type)].filter((state) => reached.has(state));
        expect(expected.filter((state) => !found.has(state))).toEqual([]);
        if (always) expect(found).toEqual(new Set(expected));
      }),
      { numRuns },
    );
  });
});

describe('the courses of a case', () => {
  it('are proven only where all of them are looked at', () => {
    const { type, policy } = sound('permit');
    const courses = coursesOf(type, 3);
    expect([courses.complete, courses.standings.length]).toEqual([false, 3]);
    expect(clockAlwaysRuns(type, policy, courses)).toContainEqual({
      ...{ code: 'too-many-courses', in: 'case-type', path: 'actions', value: '3' },
    });
  });

  it('start a clock with a date by the form that asks for the date', () => {
    const { type, policy } = sound('permit');
    const dated = (required: string[]): CaseType => ({
      ...type,
      clocks: new Map<string, ClockDefinition>([
        ...type.clocks,
        ['check', Object.assign({}, type.clocks.get('check'), { date: 'reviewDate' })],
      ]),
      actions: new Map([...type.actions, ['submit', { ...type.actions.get('submit')!, form: { required } }]]),
    });
    const found = (required: string[]) =>
      proveType(dated(required), policy)
        .filter(({ property }) => property === 2)
        .map(({ code, path, way }) => ({ code, path, way }));
    const span = { code: 'span-of-a-date', path: 'spans.check', way: undefined };
    expect(found(['reviewDate'])).toEqual([span]);
    const way = ['open', 'accept', 'submit'];
    expect(found([])).toEqual([
      { code: 'no-clock-runs', path: 'states.checking.clocks', way },
      span,
      { code: 'date-not-asked', path: 'actions.submit.form.required', way },
    ]);
  });

  it('let an action wait for those who decide it', () => {
    const { type, policy } = sound('permit');
    const decided = (name: string) =>
      Object.assign({}, type.actions.get(name), { decidedBy: { always: ['county-supervisor'] } });
    const actions = new Map<string, ActionDefinition>([...type.actions, ['submit', decided('submit')]]);
    actions.delete('decide');
    const found = proveType({ ...type, actions }, policy).map(({ code, path }) => `${path} ${code}`);
    expect(found).toContain('actions.submit never-decided');
    expect(found).toContain('states.working no-way-out');
  });
});
