import { describe, expect, it } from '@jest/globals';
import { type Actor } from '../case/decision.js';
import { type Posting, type Role } from '../party/directory.js';
import { decideRemoval } from './removal.js';

const holding = (personId: string, role: Role): Actor => {
  const posting = { id: '', personId, organisationId: '', role, rank: null, regionCode: '350123' };
  return { kind: 'person', personId, postings: [{ ...posting, from: -Infinity, to: Infinity } as Posting] };
};
const clerk = holding('clerk', 'village-clerk');
const office = holding('office', 'county-office');
const file = { uploadedBy: 'clerk', caseIsOpen: true, reason: null };

describe('taking a file away', () => {
  it('is for whoever added it, while the case is open', () => {
    expect(decideRemoval({ ...file, actor: clerk })).toEqual({ kind: 'remove', because: 'by-uploader' });
    expect(decideRemoval({ ...file, actor: clerk, caseIsOpen: false })).toEqual({ kind: 'case-closed' });
    expect(decideRemoval({ ...file, actor: holding('other', 'head') })).toEqual({ kind: 'not-theirs' });
  });

  it('is for the county office at any time, with a reason', () => {
    for (const caseIsOpen of [true, false]) {
      const wish = { ...file, actor: office, caseIsOpen };
      expect(decideRemoval(wish)).toEqual({ kind: 'reason-needed' });
      expect(decideRemoval({ ...wish, reason: 'wrong-case' })).toEqual({ kind: 'remove', because: 'wrong-case' });
    }
  });

  it('is for whoever stands in for the county office, and for nobody who stands in for the one who added it', () => {
    const standingInFor = (absent: Actor): Actor => ({ ...holding('other', 'head'), standingIn: [absent] });
    expect(decideRemoval({ ...file, actor: standingInFor(office), reason: 'harmful' }).kind).toBe('remove');
    expect(decideRemoval({ ...file, actor: standingInFor(clerk) }).kind).toBe('not-theirs');
  });
});
