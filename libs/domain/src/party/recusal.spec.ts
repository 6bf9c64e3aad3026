import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { Directory, type Posting } from './directory.js';
import { isAccusedUnit, isRecused } from './recusal.js';

const now = Temporal.Instant.from('2026-11-23T01:00:00Z');
const moment = now.epochMilliseconds;
const posted = (
  personId: string,
  organisationId: string,
  more: Partial<Pick<Posting, 'from' | 'to' | 'role' | 'rank'>> = {},
): Posting => ({
  id: `${personId} in ${organisationId}`,
  personId,
  organisationId,
  role: 'handler',
  rank: null,
  regionCode: '350123',
  from: -Infinity,
  to: Infinity,
  ...more,
});
const directory = new Directory(
  [],
  [
    posted('ann', 'water'),
    posted('ben', 'water'),
    posted('cai', 'roads'),
    posted('dan', 'water', { to: moment }),
    posted('dan', 'roads', { from: moment }),
    posted('chief', 'water', { role: 'leader', rank: 'chief' }),
    posted('deputy', 'water', { role: 'leader', rank: 'deputy' }),
  ],
  [],
  [],
);
const unit = (accusedOrganisationId: string) => ({ accusedOrganisationId, accusedPersonId: null });
const person = (accusedPersonId: string) => ({ accusedOrganisationId: null, accusedPersonId });
const keepOut = (accused: Parameters<typeof isRecused>[1]) =>
  ['ann', 'ben', 'cai', 'dan', 'deputy', 'chief'].filter((one) => isRecused(one, accused, directory, now));

describe('[design §5] recusal when the accused sits in the unit', () => {
  it('nobody keeps out of a case that accuses nobody', () => {
    expect(keepOut({ accusedOrganisationId: null, accusedPersonId: null })).toEqual([]);
  });

  it('all of an accused unit keep out, and nobody of another', () => {
    expect(keepOut(unit('water'))).toEqual(['ann', 'ben', 'deputy']);
    expect(keepOut(unit('roads'))).toEqual(['cai', 'dan']);
  });

  it('all who sit with an accused person keep out, where the person sits now', () => {
    expect(keepOut(person('ann'))).toEqual(['ann', 'ben', 'deputy']);
    expect(keepOut(person('dan'))).toEqual(['cai', 'dan']);
  });

  it('the leader above ends every chain and keeps out only where accused himself', () => {
    expect(keepOut(person('chief'))).toEqual(['ann', 'ben', 'deputy', 'chief']);
  });

  it('a person without a posting still keeps out of a case against the own person', () => {
    expect(isRecused('gone', person('gone'), directory, now)).toBe(true);
  });

  it('the accused unit and the accused person’s unit may not handle it', () => {
    expect(isAccusedUnit('water', unit('water'), directory, now)).toBe(true);
    expect(isAccusedUnit('roads', unit('water'), directory, now)).toBe(false);
    expect(isAccusedUnit('roads', person('dan'), directory, now)).toBe(true);
    expect(isAccusedUnit('water', person('dan'), directory, now)).toBe(false);
  });
});
