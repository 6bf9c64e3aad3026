import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { smallCounty, units } from '../../../../../test/support/world/small-county.js';
import { calendar, definition } from '../../../../../test/support/world/world.js';
import { system } from '../../case/decision.js';
import { effectNames, type EffectName } from '../../case/effect-names.js';
import { effectNamed } from '../../case/effects.js';
import { theSystem } from '../../case/event.js';
import { conditionsOf, type CaseFacts } from '../../case/facts.js';
import { fold } from '../../case/fold.js';
import { guardNames, type GuardName } from '../../case/guard-names.js';
import { guardNamed } from '../../case/guards.js';
import { fieldsOfEffects, fieldsOfGuards } from './fields-read.js';

const now = Temporal.Instant.from('2026-11-23T01:00:00Z');
const newId = () => '00000000-0000-4000-8000-000000000001';
const { type, policy } = definition;
const opening = { kind: 'open', at: now, actor: theSystem, from: null, to: 'handling' };
/** A case with everything about it that lets a guard or an effect look further. */
const facts: CaseFacts = {
  ...fold(type, [{ ...opening, data: { villageCode: '350123102201', urgency: 'normal' } }])!,
  tier: 'A',
  leadOrganisationId: units.roads,
  coHandlers: [{ organisationId: units.water, settled: null }],
  confidential: true,
  dispatchedAt: now,
  parts: [{ id: 'part-1', kind: 'need', state: 'open', data: {} }],
};
const context = {
  now,
  type,
  policy,
  calendar,
  directory: smallCounty,
  conditions: conditionsOf(facts, now),
  clocks: [],
};
const filledIn = {
  lead: units.water,
  handler: 'waterHandler',
  coHandlers: [{ organisation: units.roads, by: '2026-11-24T01:00:00Z' }],
  coHandler: units.water,
  contacted: true,
  reached: true,
  satisfaction: 'no',
  confidential: false,
};

/** What is put into an event by the engine or the import: no form asks for it. */
const ofTheEngine = [
  'onBehalfOf',
  'importedAt',
  'registeredAt',
  'residentId',
  'leaderId',
  'sampled',
  'measured',
  'newProject',
  'projectLeader',
  'arbitration',
  'confirmBy',
  'until',
];

/** Names that are read of a form. */
function reading(read: (fields: Readonly<Record<string, unknown>>) => void, form = filledIn): string[] {
  const names = new Set<string>();
  const watched = new Proxy<Record<string, unknown>>(form, {
    get(fields, name) {
      names.add(String(name));
      return fields[String(name)];
    },
  });
  read(watched);
  return [...names].filter((name) => !ofTheEngine.includes(name)).sort();
}

describe('the table of what effects and guards read of a form', () => {
  const listed = ({ needs = [], takes = [], may = [] }: NonNullable<(typeof fieldsOfEffects)[EffectName]>) =>
    [...needs, ...takes, ...may].sort();

  it.each(effectNames)('is what the effect %s reads', (name: EffectName) => {
    const { prepare, apply, clocks, elsewhere } = effectNamed(name);
    const read = reading((data) => {
      const event = { ...opening, kind: 'dispatch', from: 'handling', data };
      prepare?.(data, context, null, system, newId);
      prepare?.(data, context, facts, system, newId);
      apply?.(facts, event, type);
      clocks?.(facts, event, type);
      elsewhere?.(facts, event, type.actions.get('convert')!);
    });
    // an answer is recorded of the unit that its own effect found
    expect(name === 'record-answer' ? [] : read).toEqual(listed(fieldsOfEffects[name] ?? {}));
  });

  it.each(guardNames)('is what the guard %s reads', (name: GuardName) => {
    const judged = (confidential: boolean) =>
      reading((fields) => guardNamed(name)(facts, system, fields, context), { ...filledIn, confidential });
    const read = new Set([...judged(true), ...judged(false)]);
    expect([...read].sort()).toEqual(listed(fieldsOfGuards[name] ?? {}));
  });
});
