import { type DefinitionProblem, DefinitionReader } from '../definition/reader.js';
import { isParty, type Party } from '../party/party.js';
import { parseOffset, parseSpan, type Span, type StepOffset } from '../span/index.js';
import { type Choice } from '../case/choice.js';
import { colours, type ExtensionCap, type Ladder, Policy, type Repetition, type Step, windowNames } from './policy.js';

export type ReadPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/** Reads a policy from its plain YAML value (time.md §4–5). */
export function readPolicy(value: unknown): ReadPolicy {
  const root = DefinitionReader.of(value);
  const policy = new Policy(
    root.at('type').text(),
    root.at('calendar').text(),
    new Map(
      root
        .at('spans')
        .entries()
        .map(([clock, reader]) => [clock, reader.choice(isScalar, readSpan)]),
    ),
    new Map(
      root
        .at('ladders')
        .entries()
        .map(([clock, reader]) => [clock, reader.choice(isLadder, readLadder)]),
    ),
    readWindows(root.at('windows')),
    root.at('caps').at('callback-tries').number(3),
    root.at('caps').at('returns-before-arbitration').number(3),
    root.at('caps').at('extension').choice(isCap, readCap),
    root.at('caps').at('sampled-percent').number(10),
  );
  return root.problems.length > 0 ? { ok: false, problems: root.problems } : { ok: true, policy };
}

function isScalar(raw: unknown): boolean {
  return typeof raw === 'string' || typeof raw === 'number' || raw === undefined;
}

function isLadder(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'steps' in raw;
}

/** A span of a policy is a promise's length: below zero it would be due before it was made. */
function readSpan(reader: DefinitionReader): Span {
  const span = reader.parsed((written) => {
    const parsed = parseSpan(written);
    return parsed.ok && parsed.span.amount > 0 ? parsed.span : null;
  });
  return span ?? placeholder;
}

function readWindows(reader: DefinitionReader): ReadonlyMap<string, Choice<Span>> {
  const written = reader.entries().map(([name, window]): [string, Choice<Span>] => {
    if (!(windowNames as readonly string[]).includes(name)) window.report('unknown-name', name);
    return [name, window.choice(isScalar, readSpan)];
  });
  return new Map([...defaultWindows, ...written]);
}

/** A policy that says nothing of acknowledging is as time.md §5 says. */
const defaultWindows: [string, Choice<Span>][] = [['acknowledgement', { always: { unit: 'wd', amount: 20 } }]];

function isCap(raw: unknown): boolean {
  return raw === undefined || raw === 'none' || (typeof raw === 'object' && raw !== null && 'times' in raw);
}

/** `none`, or how often and the longest of each. */
function readCap(reader: DefinitionReader): ExtensionCap | null {
  if (!reader.present || reader.raw === 'none') return null;
  return { times: reader.at('times').number(), span: readSpan(reader.at('span')) };
}

/** Stands in for a span that could not be read; the policy is refused then. */
const placeholder: Span = { unit: 'wd', amount: 1 };

function readLadder(reader: DefinitionReader): Ladder {
  return { steps: reader.at('steps').list().map(readStep), repeat: readRepetition(reader.at('repeat')) };
}

function readStep(reader: DefinitionReader): Step {
  const offset = reader.at('at').parsed<StepOffset>((written) => {
    const parsed = parseOffset(written);
    return parsed.ok && parsed.offset.kind !== 'repetition' ? parsed.offset : null;
  });
  return {
    name: reader.at('at').text(),
    at: offset ?? { kind: 'due' },
    level: reader.at('level').oneOf(['urge'] as const),
    tell: readParties(reader.at('tell')),
    inform: readParties(reader.at('inform')),
    draft: reader.at('draft').oneOf(colours),
    propose: reader.at('propose').oneOf(['interview', 'county-list'] as const),
    forUnits: reader.at('for').present ? reader.at('for').texts() : null,
  };
}

function readRepetition(reader: DefinitionReader): Repetition | null {
  return reader.present ? { every: readSpan(reader.at('every')), tell: readParties(reader.at('tell')) } : null;
}

function readParties(reader: DefinitionReader): Party[] {
  return reader.list().flatMap((entry) => entry.parsed((name) => (isParty(name) ? name : null), 'unknown-name') ?? []);
}
