import { readFileSync } from 'node:fs';
import { readCaseType, readPolicy } from '#domain';
import { type Definition } from '#engine';
import { parse } from 'yaml';
import { definition } from './world.js';

type Plain = Record<string, unknown>;
const config = new URL('../../../config/', import.meta.url);
const yaml = (path: string) => parse(readFileSync(new URL(path, config), 'utf8')) as Plain;

/** The shipped type and policy with other names for all their clocks: another kind of work, the same course. */
export function withClocksRenamed(rename: (clock: string) => string): Definition {
  const type = yaml('case-types/villager-problem.yaml');
  const policy = yaml('policies/villager-problem.yaml');
  const keys = (map: Plain) => Object.fromEntries(Object.entries(map).map(([name, value]) => [rename(name), value]));
  const states = Object.entries(type.states as Record<string, { clocks?: string[]; pauses?: string[] }>).map(
    ([name, state]) => [name, { ...state, clocks: state.clocks?.map(rename), pauses: state.pauses?.map(rename) }],
  );
  const actions = Object.entries(type.actions as Record<string, Plain>).map(([name, action]) => [
    name,
    {
      ...action,
      ...('application-clock' in action && { 'application-clock': rename(String(action['application-clock'])) }),
    },
  ]);
  const readType = readCaseType({
    ...type,
    actions: Object.fromEntries(actions) as Plain,
    headline: rename(String(type.headline)),
    states: Object.fromEntries(states) as Plain,
    clocks: keys(type.clocks as Plain),
  });
  const readRules = readPolicy({
    ...policy,
    spans: keys(policy.spans as Plain),
    ladders: keys(policy.ladders as Plain),
  });
  if (!readType.ok || !readRules.ok) throw new Error(JSON.stringify([readType, readRules]));
  return { ...definition, type: readType.type, policy: readRules.policy };
}
