import { readFileSync } from 'node:fs';
import { type CaseType, type Policy, proveType, readCaseType, readPolicy, type Violation } from '#domain';
import { parse } from 'yaml';
import { permit, permitPolicy } from './permit.js';

/** One edit of a file: what stands there, and what is put in its place. */
export interface Edit {
  readonly of: 'permit' | 'permit policy' | 'villager-problem' | 'villager-problem policy';
  readonly from: string;
  readonly to: string;
}

const shipped = (folder: string) =>
  readFileSync(new URL(`../../../config/${folder}/villager-problem.yaml`, import.meta.url), 'utf8');
const texts: Readonly<Record<Edit['of'], string>> = {
  permit,
  'permit policy': permitPolicy,
  'villager-problem': shipped('case-types'),
  'villager-problem policy': shipped('policies'),
};

export function typeIn(text: string): CaseType {
  const read = readCaseType(parse(text));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.type;
}

export function policyIn(text: string): Policy {
  const read = readPolicy(parse(text));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
}

/** What is found in a sound type with its policy after one edit, in the order of the properties. */
export function violationsAfter(edit: Edit): readonly Violation[] {
  const { type, policy } = edited(edit);
  return proveType(type, policy);
}

export function edited({ of, from, to }: Edit): { readonly type: CaseType; readonly policy: Policy } {
  const written = texts[of];
  if (written.split(from).length !== 2) throw new Error(`not once in ${of}: ${from}`);
  const name = of.replace(' policy', '') as 'permit' | 'villager-problem';
  const broken = { ...texts, [of]: written.replace(from, () => to) };
  return { type: typeIn(broken[name]), policy: policyIn(broken[`${name} policy`]) };
}

/** The type and the policy as they are written. */
export function sound(name: 'permit' | 'villager-problem'): { readonly type: CaseType; readonly policy: Policy } {
  return { type: typeIn(texts[name]), policy: policyIn(texts[`${name} policy`]) };
}
