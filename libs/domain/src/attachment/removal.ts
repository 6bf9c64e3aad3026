import { type Actor, identitiesOf } from '../case/decision.js';

/** Why the county office takes a file away; a closed list, because free text would be one more thing about a person. */
export const removalReasons = ['duplicate', 'wrong-case', 'not-relevant', 'personal-data', 'harmful'] as const;
export type RemovalReason = (typeof removalReasons)[number];

export type RemovalDecision =
  | { readonly kind: 'remove'; readonly because: RemovalReason | 'by-uploader' }
  | { readonly kind: 'not-theirs' }
  | { readonly kind: 'case-closed' }
  | { readonly kind: 'reason-needed' };

export interface RemovalWish {
  readonly actor: Actor;
  readonly reason: RemovalReason | null;
  readonly uploadedBy: string;
  readonly caseIsOpen: boolean;
}

/** Whoever uploaded a file may take it back while the case is open; the county office at any time, for a reason. */
export function decideRemoval({ actor, reason, uploadedBy, caseIsOpen }: RemovalWish): RemovalDecision {
  const isOwn = actor.personId === uploadedBy;
  const isOffice = identitiesOf(actor).some(({ postings }) => postings.some(({ role }) => role === 'county-office'));
  if (isOffice && reason !== null) return { kind: 'remove', because: reason };
  if (isOwn && caseIsOpen) return { kind: 'remove', because: 'by-uploader' };
  if (isOffice) return { kind: 'reason-needed' };
  return { kind: isOwn ? 'case-closed' : 'not-theirs' };
}
