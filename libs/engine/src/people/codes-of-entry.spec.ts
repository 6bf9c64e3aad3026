import { describe, expect, it } from '@jest/globals';
import { type OrganisationEntry, type PostingEntry } from '#domain';
import { changesOfEntry, codesOfEntry } from './codes-of-entry.js';

const at = 1_800_000_000_000;
const organisation: OrganisationEntry = {
  ...{ name: '县水利局', aliases: ['水利局'], kind: 'department', regionCode: '350123', serves: [], parentId: null },
  ...{ from: -Infinity, to: at },
};
const posting: PostingEntry = {
  ...{ personId: 'lin', organisationId: 'water', role: 'handler', rank: null, regionCode: '350123' },
  ...{ from: at, to: Infinity },
};

describe('what the audit log keeps of an entry', () => {
  it('is codes, ids and instants; never a name', () => {
    expect(codesOfEntry('organisation', organisation)).toEqual({
      ...{ kind: 'department', regionCode: '350123', serves: [], parentId: null },
      ...{ from: null, to: '2027-01-15T08:00:00Z' },
    });
    expect(codesOfEntry('person', { name: '林甲子' })).toEqual({});
  });

  it('is of a correction what was and what is, and of a name only that it changed', () => {
    const after = { ...organisation, name: '县水务局', aliases: [], kind: 'utility', to: Infinity };
    expect(changesOfEntry('organisation', organisation, after)).toEqual({
      ...{ name: 'changed', aliases: 'changed', kind: ['department', 'utility'] },
      to: ['2027-01-15T08:00:00Z', null],
    });
    expect(changesOfEntry('posting', posting, { ...posting })).toEqual({});
    expect(changesOfEntry('posting', posting, { ...posting, rank: 'chief' })).toEqual({ rank: [null, 'chief'] });
  });
});
