import { countyOf } from '../region/index.js';
import { type Duty } from './directory.js';

export type DutyParty = 'duty-leader' | 'county-leader-on-duty' | 'head-of-duty';

/**
 * Whether whoever has this duty is the party for a case of the village. Another township's officer is not called out of
 * bed, and a unit's own roster guards that unit alone.
 */
export function isOnDutyAs(party: DutyParty, duty: Duty, villageCode: string): boolean {
  if (duty.organisationId) return false;
  switch (party) {
    case 'duty-leader':
      return duty.role === 'leader' && villageCode.startsWith(duty.regionCode);
    case 'county-leader-on-duty':
      return duty.role === 'leader' && duty.regionCode === countyOf(villageCode);
    case 'head-of-duty':
      return duty.role !== 'leader' && villageCode.startsWith(duty.regionCode);
  }
}
