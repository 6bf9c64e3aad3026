import { circularPieces } from '../definition/proof/pieces.js';
import { type DefinitionProblem, DefinitionReader, unknownCondition } from '../definition/reader.js';
import { isParty, type Party } from '../party/party.js';
import {
  type ActionDefinition,
  type CaseType,
  type ClockDefinition,
  clockStops,
  clockSubjects,
  type JsonObject,
  type Label,
  type MeasureDefinition,
  type OpenedCase,
  type PartDefinition,
  type PartMove,
  type StateDefinition,
} from './case-type.js';
import { type Choice, conditionsNamedIn } from './choice.js';
import { effectNames } from './effect-names.js';
import { engineKinds } from './event.js';
import { conditionsKnownTo } from './facts.js';
import { guardNames } from './guard-names.js';
import { type Period, periodOf, type ThingOfCases, thingsOfCases } from '../retention/retention.js';
import { formBurden } from '../relief/form-burden.js';

export type ReadCaseType =
  | { readonly ok: true; readonly type: CaseType }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/** Reads a case type from its plain YAML value; every name it uses must exist (design §5, property 6). */
export function readCaseType(value: unknown): ReadCaseType {
  const root = DefinitionReader.of(value);
  const clocks = new Map(
    root
      .at('clocks')
      .entries()
      .map(([name, reader]) => [name, readClock(name, reader)]),
  );
  const states = new Map(
    root
      .at('states')
      .entries()
      .map(([name, reader]) => [name, readState(name, reader)]),
  );
  const actions = new Map(
    root
      .at('actions')
      .entries()
      .map(([name, reader]) => [name, readAction(name, reader)]),
  );
  const measures = new Map(
    root
      .at('measures')
      .entries()
      .map(([name, reader]) => [name, { label: readLabel(reader.at('label')), unit: readLabel(reader.at('unit')) }]),
  );
  const type: CaseType = {
    code: root.at('code').text(),
    label: readLabel(root.at('label')),
    headline: root.at('headline').text(),
    urgencies: offered(root, 'urgency'),
    kinds: offered(root, 'kind'),
    tiers: offered(root, 'tier'),
    outcomes: offered(root, 'outcome'),
    measures,
    retention: readRetention(root.at('retention')),
    parts: readParts(root.at('parts')),
    states,
    actions,
    clocks,
    forms: {
      ...((root.at('$defs').raw ?? {}) as JsonObject),
      ...(measures.size > 0 && { measures: measuresForm(measures) }),
    },
  };
  reportUnknownNames(root, type);
  reportUnknownConditions(root, type);
  const circular = circularPieces(type.forms);
  for (const name of circular) root.at('$defs').at(name).report('contains-itself', name);
  // of a form without an end nobody can say how long it is
  if (circular.length === 0) reportLongVisits(root, type);
  return root.problems.length > 0 ? { ok: false, problems: root.problems } : { ok: true, type };
}

/** What the forms offer under that name: said once, in `$defs`. */
function offered(root: DefinitionReader, name: string): readonly string[] {
  return root.at('$defs').at(name).at('enum').texts();
}

/** The group of whole numbers that a form asks the measures by. */
function measuresForm(measures: ReadonlyMap<string, MeasureDefinition>): JsonObject {
  const input = ({ label, unit }: MeasureDefinition): JsonObject => ({
    type: 'integer',
    minimum: 0,
    maximum: 10_000_000,
    'x-label': { zh: `${label.zh}(${unit.zh})`, en: `${label.en} (${unit.en})` },
  });
  return {
    type: 'object',
    additionalProperties: false,
    'x-label': { zh: '成效', en: 'Measures' },
    properties: Object.fromEntries([...measures].map(([name, measure]) => [name, input(measure)])),
  };
}

function readRetention(reader: DefinitionReader): ReadonlyMap<ThingOfCases, Period> {
  return new Map(
    reader.entries().flatMap(([name, period]) => {
      const thing = thingsOfCases.find((one) => one === name);
      if (!thing) period.report('unknown-name', name);
      return thing ? [[thing, periodOf(thing, period.raw, `retention.${thing}`, reader.problems)]] : [];
    }),
  );
}

function readParts(reader: DefinitionReader): ReadonlyMap<string, PartDefinition> {
  return new Map(
    reader.entries().map(([name, part]) => [
      name,
      {
        name,
        label: readLabel(part.at('label')),
        states: new Map(
          part
            .at('states')
            .entries()
            .map(([state, label]) => [state, readLabel(label)]),
        ),
        clock: part.at('clock').textOrNull(),
        pending: part.at('pending').texts(),
      },
    ]),
  );
}

function readOpened(reader: DefinitionReader): OpenedCase | null {
  return reader.present ? { type: reader.at('type').text(), action: reader.at('action').text() } : null;
}

/** `{ add: milestone, to: planned }`, or `{ move: milestone, from: [planned], to: reached }`. */
function readPartMove(reader: DefinitionReader): PartMove | null {
  if (!reader.present) return null;
  const adds = reader.at('add').present;
  return {
    kind: reader.at(adds ? 'add' : 'move').text(),
    to: reader.at('to').text(),
    from: adds ? null : reader.at('from').texts(),
    each: reader.at('each').textOrNull(),
  };
}

function readLabel(reader: DefinitionReader): Label {
  return { zh: reader.at('zh').text(), en: reader.at('en').text() };
}

function readClock(name: string, reader: DefinitionReader): ClockDefinition {
  return {
    name,
    label: readLabel(reader.at('label')),
    restartsOnEntry: reader.at('restarts').textOrNull() === 'on-entry',
    once: reader.at('once').flag(),
    atDue: reader.at('at-due').textOrNull(),
    stopsWhen: reader.at('stops-when').oneOf(clockStops),
    restartsWhen: reader.at('restarts-when').oneOf(clockStops),
    date: reader.at('date').textOrNull(),
    pausedBy: reader.at('paused-by').textOrNull(),
    of: reader.at('of').oneOf(clockSubjects),
    waitsOn: reader.at('waits-on').present ? readParties(reader.at('waits-on')) : null,
  };
}

function readState(name: string, reader: DefinitionReader): StateDefinition {
  return {
    name,
    label: readLabel(reader.at('label')),
    waitsOn: readParties(reader.at('waits-on')),
    clocks: reader.at('clocks').texts(),
    pauses: reader.at('pauses').texts(),
    end: reader.at('end').oneOf(['success', 'terminal'] as const),
    lamp: reader.at('lamp').oneOf(['grey'] as const),
  };
}

function readAction(name: string, reader: DefinitionReader): ActionDefinition {
  const from = reader.at('from');
  return {
    name,
    label: readLabel(reader.at('label')),
    from: from.raw === 'any-open' ? 'any-open' : from.texts(),
    to: reader.at('to').textOrNull(),
    by: readParties(reader.at('by')),
    guards: readNames(reader.at('guards'), guardNames),
    effects: readNames(reader.at('effects'), effectNames),
    tells: readParties(reader.at('tells')),
    secondPerson: reader.at('second-person').choice(
      (raw) => typeof raw === 'boolean' || raw === undefined,
      (one) => one.flag(),
    ),
    decidedBy: reader.at('decided-by').present ? readParties(reader.at('decided-by')) : null,
    decidedByUninvolved: reader.at('decided-by-uninvolved').flag(),
    applicationClock: reader.at('application-clock').textOrNull(),
    opens: readOpened(reader.at('opens')),
    part: readPartMove(reader.at('part')),
    bulk: reader.at('bulk').flag(),
    form: { type: 'object', additionalProperties: false, ...((reader.at('form').raw ?? {}) as JsonObject) },
  };
}

function readParties(reader: DefinitionReader): Choice<readonly Party[]> {
  return reader.choice(
    (raw) => raw === undefined || Array.isArray(raw),
    (one) => one.list().flatMap((entry) => entry.parsed((name) => (isParty(name) ? name : null), 'unknown-name') ?? []),
  );
}

function readNames<Name extends string>(reader: DefinitionReader, known: readonly Name[]): Name[] {
  return reader
    .list()
    .flatMap(
      (entry) => entry.parsed((written) => known.find((name) => name === written) ?? null, 'unknown-name') ?? [],
    );
}

function reportUnknownNames(root: DefinitionReader, type: CaseType): void {
  if (!type.clocks.has(type.headline)) root.at('headline').report('unknown-name', type.headline);
  for (const state of type.states.values()) {
    const reader = root.at('states').at(state.name);
    for (const kind of ['clocks', 'pauses'] as const) {
      for (const entry of reader.at(kind).list()) {
        if (!type.clocks.has(entry.text())) entry.report('unknown-name', entry.text());
      }
    }
  }
  for (const action of type.actions.values()) {
    const reader = root.at('actions').at(action.name);
    if ((engineKinds as readonly string[]).includes(action.name)) reader.report('bad-value', action.name);
    if (action.applicationClock !== null && type.clocks.get(action.applicationClock)?.of !== 'application')
      reader.at('application-clock').report('unknown-name', action.applicationClock);
    if (action.to !== null && !type.states.has(action.to)) reader.at('to').report('unknown-name', action.to);
    if (action.effects.includes('become-project') && action.opens === null) reader.at('opens').report('missing');
    if (action.from === 'any-open') continue;
    // what opens a case is taken on none
    if (action.bulk && action.from.length === 0) reader.at('bulk').report('bad-value', 'true');
    for (const entry of reader.at('from').list()) {
      if (!type.states.has(entry.text())) entry.report('unknown-name', entry.text());
    }
  }
  reportUnknownParts(root, type);
  for (const subject of clockSubjects.filter((one) => one !== 'part')) {
    const asked = new Set([...type.actions.values()].map(({ applicationClock }) => applicationClock));
    const [, ...more] = [...type.clocks.values()].filter(({ of, name }) => of === subject && !asked.has(name));
    for (const { name } of more) root.at('clocks').at(name).at('of').report('repeated', subject);
  }
  for (const clock of type.clocks.values()) {
    for (const [place, action] of [
      ['at-due', clock.atDue],
      ['paused-by', clock.pausedBy],
    ] as const) {
      if (action !== null && !type.actions.has(action))
        root.at('clocks').at(clock.name).at(place).report('unknown-name', action);
    }
  }
}

function reportUnknownParts(root: DefinitionReader, { parts, clocks, actions }: CaseType): void {
  for (const { name, clock, states, pending } of parts.values()) {
    const reader = root.at('parts').at(name);
    if (clock !== null && clocks.get(clock)?.of !== 'part') reader.at('clock').report('unknown-name', clock);
    for (const state of pending) if (!states.has(state)) reader.at('pending').report('unknown-name', state);
  }
  for (const { name, part } of actions.values()) {
    if (!part) continue;
    const reader = root.at('actions').at(name).at('part');
    const states = parts.get(part.kind)?.states;
    if (!states) reader.report('unknown-name', part.kind);
    for (const state of [part.to, ...(part.from ?? [])])
      if (states && !states.has(state)) reader.report('unknown-name', state);
  }
}

/** A condition that no case can meet would make its alternative a dead letter. */
function reportUnknownConditions(root: DefinitionReader, type: CaseType): void {
  const known = conditionsKnownTo(type);
  const choices: [string, Choice<unknown>][] = [
    ...[...type.states.values()].map(({ name, waitsOn }): [string, Choice<unknown>] => [
      `states.${name}.waits-on`,
      waitsOn,
    ]),
    ...[...type.clocks.values()].flatMap(({ name, waitsOn }): [string, Choice<unknown>][] =>
      waitsOn ? [[`clocks.${name}.waits-on`, waitsOn]] : [],
    ),
    ...[...type.actions.values()].flatMap(
      ({ name, by, tells, secondPerson, decidedBy }): [string, Choice<unknown>][] => [
        ...(decidedBy ? [[`actions.${name}.decided-by`, decidedBy] satisfies [string, Choice<unknown>]] : []),
        [`actions.${name}.by`, by],
        [`actions.${name}.tells`, tells],
        [`actions.${name}.second-person`, secondPerson],
      ],
    ),
  ];
  for (const { path, name } of choices.flatMap(([path, choice]) => conditionsNamedIn(choice, path))) {
    if (!known.has(name)) root.problems.push(unknownCondition(path, name, known));
  }
}

/** Inputs of a form that is filled in on a visit (`x-visit`), on a phone, in a yard (design §10). */
const mostInputsOfVisit = 5;

function reportLongVisits(root: DefinitionReader, { actions, forms }: CaseType): void {
  for (const { name, form } of actions.values()) {
    const { fields } = formBurden(form, forms);
    if (form['x-visit'] === true && fields > mostInputsOfVisit)
      root.at('actions').at(name).at('form').report('too-many-inputs', String(fields));
  }
}
