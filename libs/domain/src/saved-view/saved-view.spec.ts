import { describe, expect, it } from '@jest/globals';
import { type Posting, type Role } from '../party/index.js';
import { mayChangeView, maySeeView, mayShareView, type Sharing } from './index.js';

const posted = (role: Role, organisationId = 'water'): Posting => ({
  ...{ id: role, personId: role, organisationId, role, rank: null, regionCode: '350123', from: 0, to: Infinity },
});
const as = (personId: string, ...postings: Posting[]) => ({ personId, postings });
const withWater: Sharing = { with: 'organisation', organisationId: 'water' };
const withHandlers: Sharing = { with: 'role', role: 'handler' };

describe('a saved view', () => {
  it.each<[Sharing, Role, boolean]>([
    [{ with: 'nobody' }, 'village-clerk', true],
    [withWater, 'handler', true],
    [{ with: 'organisation', organisationId: 'roads' }, 'handler', false],
    [{ with: 'organisation', organisationId: 'roads' }, 'county-office', true],
    [{ with: 'county' }, 'village-clerk', false],
    [{ with: 'county' }, 'supervisor', true],
    [withHandlers, 'head', false],
    [withHandlers, 'leader', true],
  ])('is shared with %j by a %s: %s', (sharing, role, may) => {
    expect(mayShareView(sharing, [posted(role)])).toBe(may);
  });

  it('is seen by its owner and by those with whom it is shared', () => {
    const seen = (sharing: Sharing, person: ReturnType<typeof as>) => maySeeView({ ownerId: 'me', sharing }, person);
    expect(seen({ with: 'nobody' }, as('me'))).toBe(true);
    expect(seen({ with: 'nobody' }, as('other', posted('county-office')))).toBe(false);
    expect(seen({ with: 'county' }, as('other', posted('village-clerk')))).toBe(true);
    expect(seen(withWater, as('other', posted('head')))).toBe(true);
    expect(seen(withWater, as('other', posted('head', 'roads')))).toBe(false);
    expect(seen(withHandlers, as('other', posted('handler', 'roads')))).toBe(true);
    expect(seen(withHandlers, as('other', posted('head')))).toBe(false);
  });

  it('is changed by its owner; by the county office once its owner is gone, if others use it', () => {
    const office = as('office', posted('county-office'));
    const shared = { ownerId: 'me', sharing: withWater };
    expect(mayChangeView(shared, as('me'), true)).toBe(true);
    expect(mayChangeView(shared, office, true)).toBe(false);
    expect(mayChangeView(shared, office, false)).toBe(true);
    expect(mayChangeView(shared, as('head', posted('head')), false)).toBe(false);
    expect(mayChangeView({ ...shared, sharing: { with: 'nobody' } }, office, false)).toBe(false);
  });
});
