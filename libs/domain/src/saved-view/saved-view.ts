import { type Posting, type Role } from '../party/posting.js';

export const sharingKinds = ['nobody', 'county', 'organisation', 'role'] as const;
export type SharingKind = (typeof sharingKinds)[number];

/** With whom a saved view is shared. It shares a question, never an answer: each sees the cases of the own scope. */
export type Sharing =
  | { readonly with: 'nobody' }
  | { readonly with: 'county' }
  | { readonly with: 'organisation'; readonly organisationId: string }
  | { readonly with: 'role'; readonly role: Role };

/** Views that one person may keep. */
export const viewsAtMost = 50;

/** What of a view its rules look at. */
interface OwnedView {
  readonly ownerId: string;
  readonly sharing: Sharing;
}

/** A person with the postings of this instant, those of whom the person stands in for among them. */
interface Person {
  readonly personId: string;
  readonly postings: readonly Posting[];
}

/** Roles whose lists concern people beyond their own unit. */
const addressesTheCounty: ReadonlySet<Role> = new Set<Role>(['county-office', 'supervisor', 'leader']);

/** Everybody shares with a unit of one's own; with the county or a role, who has to do with all of it. */
export function mayShareView(sharing: Sharing, postings: readonly Posting[]): boolean {
  if (sharing.with === 'nobody') return true;
  if (postings.some(({ role }) => addressesTheCounty.has(role))) return true;
  return (
    sharing.with === 'organisation' && postings.some(({ organisationId }) => organisationId === sharing.organisationId)
  );
}

export function maySeeView({ ownerId, sharing }: OwnedView, { personId, postings }: Person): boolean {
  if (ownerId === personId) return true;
  switch (sharing.with) {
    case 'nobody':
      return false;
    case 'county':
      return true;
    case 'organisation':
      return postings.some(({ organisationId }) => organisationId === sharing.organisationId);
    case 'role':
      return postings.some(({ role }) => role === sharing.role);
  }
}

/** Its owner; and the county office what others use, once its owner holds no post any more. */
export function mayChangeView(view: OwnedView, { personId, postings }: Person, ownerHoldsPost: boolean): boolean {
  if (view.ownerId === personId) return true;
  const isLeftBehind = view.sharing.with !== 'nobody' && !ownerHoldsPost;
  return isLeftBehind && postings.some(({ role }) => role === 'county-office');
}
