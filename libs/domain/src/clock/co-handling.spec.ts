import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { compileCalendar } from '../calendar/index.js';
import { readCaseType } from '../case/read-case-type.js';
import { readPolicy } from '../ladder/read-policy.js';
import { Directory } from '../party/directory.js';
import { advanceClocks } from './advance.js';
import { type ClockMove } from './move.js';
import { type ClockState } from './clock.js';
import { advanceCoHandling } from './co-handling.js';

const config = new URL('../../../../config/', import.meta.url);
const yaml = (path: string): unknown => parse(readFileSync(new URL(path, config), 'utf8'));
const must = <T extends { ok: boolean }>(read: T) => {
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read as Extract<T, { ok: true }>;
};
const { type } = must(readCaseType(yaml('case-types/villager-problem.yaml')));
const { policy } = must(readPolicy(yaml('policies/villager-problem.yaml')));
const week = {
  mon: [['09:00', '17:00']],
  tue: [['09:00', '17:00']],
  wed: [['09:00', '17:00']],
  thu: [['09:00', '17:00']],
  fri: [['09:00', '17:00']],
};
const { calendar } = must(compileCalendar({ timeZone: 'UTC', week }, [], Temporal.PlainDate.from('2026-11-01')));

const at = (time: string) => Temporal.Instant.from(`2026-${time}:00Z`);
const text = (instant: Temporal.Instant) => instant.toString().slice(5, 16);
const context = {
  ...{ now: at('11-02T10:00'), type, policy, calendar, clocks: [] },
  ...{ directory: new Directory([], [], [], []), conditions: new Set(['normal', 'help']) },
};

/** A case that enters these states in turn, with one co-handler from the first on. */
const through = (states: readonly (readonly [string, string])[], by?: Temporal.Instant) =>
  states.reduce<readonly ClockState[]>((clocks, [state, when], i) => {
    const move: ClockMove = {
      at: at(when),
      beginsAt: at(when),
      state: type.states.get(state)!,
      entered: true,
      orders: [],
      data: {},
      pending: [],
    };
    const coHandlers = [{ organisationId: 'roads', settled: null, ...(by && { by }) }];
    return advanceCoHandling(
      advanceClocks(clocks, move, context),
      clocks,
      { coHandlers, namedAnew: i === 0 },
      move,
      context,
    );
  }, []);
const ownOf = (clocks: readonly ClockState[]) => {
  const { status, due, version } = clocks.find(({ name }) => name === 'co-handling')!;
  return [status, text(due), version];
};

const dispatched = ['dispatched', '11-02T10:00'] as const;
const reported = ['reviewing', '11-04T10:00'] as const;
const rejected = ['handling', '11-06T10:00'] as const;

describe('the clock of a co-handler', () => {
  it('stands still with the lead’s', () => {
    expect(ownOf(through([dispatched]))).toEqual(['running', '11-13T09:00', 1]);
    expect(ownOf(through([dispatched, reported]))).toEqual(['paused', '11-13T09:00', 1]);
  });

  it('goes on with the lead’s, and is due so much later as that is', () => {
    expect(ownOf(through([dispatched, reported, rejected]))).toEqual(['running', '11-17T09:00', 2]);
  });

  it('keeps a date that was set, through a pause', () => {
    const set = at('11-10T17:00');
    expect(ownOf(through([dispatched, reported, rejected], set))).toEqual(['running', '11-10T17:00', 1]);
  });

  it('holds nobody to a date that passed while nobody could answer', () => {
    expect(ownOf(through([dispatched, reported, rejected], at('11-05T17:00')))).toEqual(['running', '11-17T09:00', 2]);
  });

  it('stops with the lead’s', () => {
    const completed = ['completed', '11-05T10:00'] as const;
    expect(ownOf(through([dispatched, reported, completed]))[0]).toBe('stopped');
  });

  it('starts anew where the case is handled again', () => {
    const states = [dispatched, ['completed', '11-04T10:00'], ['handling', '11-09T10:00']] as const;
    expect(ownOf(through(states))).toEqual(['running', '11-20T09:00', 2]);
  });
});
