import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { people, smallCounty, units } from '../../../../test/support/world/small-county.js';
import { definition } from '../../../../test/support/world/world.js';
import { theSystem } from '../case/event.js';
import { fold } from '../case/fold.js';
import { fills } from './fills.js';
import { neverAct, neverAsked, parties } from './party.js';
import { whoIs } from './who-is.js';

const now = Temporal.Instant.from('2026-11-23T01:00:00Z');
const data = { villageCode: '350123102201', urgency: 'normal' };
const opened = fold(definition.type, [{ kind: 'open', at: now, actor: theSystem, from: null, to: 'handling', data }])!;
const facts = {
  ...opened,
  leadOrganisationId: units.roads,
  coHandlers: [{ organisationId: units.water, settled: null }],
  declinerId: 'townshipOffice',
};
const around = {
  directory: smallCounty,
  state: definition.type.states.get('handling')!,
  conditions: new Set<string>(),
  now,
};

describe('parties for whom nobody is ever found', () => {
  it('are asked and told by nobody, in a county where every place is filled', () => {
    expect(parties.filter((party) => neverAsked.has(party) && whoIs(party, facts, around).length > 0)).toEqual([]);
  });

  it('act by nobody', () => {
    const actors = Object.values(people).map((posting) => ({
      ...{ kind: 'person' as const, personId: posting.personId, postings: [posting] },
    }));
    const acting = parties.filter((party) => actors.some((actor) => fills(party, actor, facts, smallCounty, now)));
    expect(acting.filter((party) => neverAct.has(party))).toEqual([]);
  });
});
