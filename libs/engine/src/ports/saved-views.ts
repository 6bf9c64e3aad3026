import { type Sharing } from '#domain';
import { type Tx } from './transactions.js';

/** Filters of a list of cases, as the door has checked them. */
export type ViewFilters = Readonly<Record<string, unknown>>;

/** What somebody saves: a question under a name. */
export interface ViewContent {
  readonly name: string;
  readonly filters: ViewFilters;
  /** The order of the list; null: the usual one. */
  readonly sort: string | null;
  readonly sharing: Sharing;
}

export interface SavedView extends ViewContent {
  readonly id: string;
  readonly countyCode: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** Of the unit that it is shared with. */
  readonly organisationName: string | null;
  readonly version: number;
}

export interface SavedViews {
  /** Those of the person, and all that are shared in the county with anybody, by name. */
  candidates(tx: Tx, countyCode: string, personId: string): Promise<readonly SavedView[]>;
  find(tx: Tx, countyCode: string, id: string, how: { readonly locked: boolean }): Promise<SavedView | null>;
  /** Has changes of what this person keeps take turns; says how many there are, and which other has this name. */
  room(tx: Tx, ownerId: string, name: string): Promise<{ readonly count: number; readonly namesake: string | null }>;
  isOrganisation(tx: Tx, countyCode: string, id: string): Promise<boolean>;
  add(tx: Tx, id: string, countyCode: string, ownerId: string, content: ViewContent): Promise<void>;
  change(tx: Tx, id: string, ownerId: string, content: ViewContent): Promise<void>;
  remove(tx: Tx, id: string): Promise<void>;
}
