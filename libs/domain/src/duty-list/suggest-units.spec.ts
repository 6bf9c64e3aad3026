import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type CaseFacts } from '../case/facts.js';
import { Directory, type ListedDuty, type Organisation } from '../party/directory.js';
import { standing } from './standing.js';
import { suggestUnits, type UnitHistory } from './suggest-units.js';

const now = Temporal.Instant.from('2026-11-23T09:00:00+08:00');
const always = { from: -Infinity, to: Infinity };
const unit = (id: string, kind = 'department', regionCode = '350123'): Organisation => ({
  id,
  name: id,
  kind,
  regionCode,
});
const units = [
  ...['a', 'b', 'c', 'd'].map((id) => unit(id)),
  unit('township', 'township-government', '350123103'),
  unit('other-township', 'township-government', '350123200'),
  unit('village', 'village-body', '350123103201'),
  { ...unit('gone'), from: 0, to: 1 },
];
const listed = (organisationId: string, category = 'roads'): ListedDuty => ({ organisationId, category, ...always });
const facts = {
  ...{ villageCode: '350123103201', category: 'roads', state: 'accepted', leadOrganisationId: null },
  ...{ accusedOrganisationId: null, accusedPersonId: null },
} as CaseFacts;
const past = (
  organisationId: string,
  ended: number,
  returned: number,
  near: [number, number] = [0, 0],
): UnitHistory => ({
  organisationId,
  inTownship: { ended: near[0], returned: near[1] },
  inCounty: { ended, returned },
});
const suggested = (duties: ListedDuty[], history: UnitHistory[], about: Partial<CaseFacts> = {}, postings: ConstructorParameters<typeof Directory>[1] = []) =>
  suggestUnits({ ...facts, ...about }, history, new Directory(units, postings, [], [], [], duties), now, 10).map(
    ({ organisation }) => organisation.id,
  ); // prettier-ignore

describe('which units a case may be dispatched to', () => {
  it('first those with the category on their list, then those that have handled such cases', () => {
    expect(suggested([listed('b')], [past('a', 50, 0), past('c', 3, 0)])).toEqual(['b', 'a', 'c']);
    expect(suggested([], [])).toEqual([]);
  });

  it('among them who returned few of many, and more so in the own township', () => {
    expect(suggested([], [past('a', 10, 10), past('b', 10, 0), past('c', 1, 0)])).toEqual(['b', 'a', 'c']);
    expect(suggested([], [past('a', 10, 0), past('b', 10, 0, [10, 0])])).toEqual(['b', 'a']);
    expect(suggested([listed('a'), listed('b')], [past('b', 4, 0)])).toEqual(['b', 'a']);
  });

  it('a unit whose list leaves it out only behind those that have no list', () => {
    expect(suggested([listed('a', 'housing')], [past('a', 5, 0), past('b', 5, 0)])).toEqual(['b', 'a']);
  });

  it('never whom the case accuses, nor where the accused sits', () => {
    const duties = [listed('a'), listed('b')];
    expect(suggested(duties, [], { accusedOrganisationId: 'a' })).toEqual(['b']);
    const posting = { id: 'g', personId: 'p', organisationId: 'b', role: 'handler', rank: null, regionCode: '350123', ...always } as const; // prettier-ignore
    expect(suggested(duties, [], { accusedPersonId: 'p' }, [posting])).toEqual(['a']);
  });

  it('not who has just returned it, nor who is gone, nor another township', () => {
    const duties = ['a', 'b', 'gone', 'township', 'other-township'].map((id) => listed(id));
    expect(suggested(duties, [], { state: 'returned', leadOrganisationId: 'a' })).toEqual(['b', 'township']);
    expect(suggested(duties, [], { state: 'accepted', leadOrganisationId: 'a' })).toEqual(['a', 'b', 'township']);
  });

  it('a village body only where it has agreed to such work', () => {
    expect(suggested([], [past('village', 9, 0)])).toEqual([]);
    expect(suggested([listed('village')], [])).toEqual(['village']);
    const directory = new Directory(units, [], [], [], [], [listed('village', 'housing')]);
    const none = new Directory(units, [], [], []);
    const how = (id: string, category: string, people: Directory) =>
      standing(
        units.find((one) => one.id === id)!,
        category,
        people,
        now,
      );
    expect([how('village', 'roads', none), how('a', 'roads', none), how('village', 'housing', directory), how('village', 'housing.old', directory), how('village', 'roads', directory)]).toEqual(['outside', 'no-list', 'listed', 'listed', 'outside']); // prettier-ignore
  });

  it('says how many of those that came to it ended with it', () => {
    const [first] = suggestUnits(facts, [past('a', 11, 1)], new Directory(units, [], [], []), now, 10);
    expect(first).toMatchObject({ duty: 'no-list', notReturned: 11 / 12, inCounty: { ended: 11, returned: 1 } });
  });
});
