import { mayChangeView, maySeeView, mayShareView, type Posting, viewsAtMost } from '#domain';
import { type Directories } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type SavedView, type SavedViews, type ViewContent } from '../ports/saved-views.js';
import { type Tx } from '../ports/transactions.js';

/** Who keeps or uses views: a person at work, with the postings of this instant, those stood in for among them. */
export interface ViewKeeper {
  readonly countyCode: string;
  readonly personId: string;
  readonly postings: readonly Posting[];
}

export type KeepViewResult =
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'name-taken' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'unknown-organisation' }
  | { readonly kind: 'not-yours-to-share' };

/** Views of lists of cases that people save under a name, for themselves or for others. */
export class KeepViews {
  constructor(
    private readonly views: SavedViews,
    private readonly directories: Directories,
    private readonly numbering: Numbering,
  ) {}

  /** What the person may use: the own ones, and those that are shared with the person. */
  async of(tx: Tx, keeper: ViewKeeper): Promise<SavedView[]> {
    const views = await this.views.candidates(tx, keeper.countyCode, keeper.personId);
    return views.filter((view) => maySeeView(view, keeper));
  }

  async one(tx: Tx, keeper: ViewKeeper, id: string): Promise<SavedView | null> {
    return this.seen(tx, keeper, id, false);
  }

  async mayChange(tx: Tx, keeper: ViewKeeper, view: SavedView): Promise<boolean> {
    const directory = await this.directories.of(tx, keeper.countyCode);
    return mayChangeView(view, keeper, directory.postingsOf(view.ownerId, tx.now).length > 0);
  }

  async save(tx: Tx, keeper: ViewKeeper, content: ViewContent): Promise<KeepViewResult> {
    const { countyCode, personId } = keeper;
    const refusal = await this.refusal(tx, keeper, content);
    if (refusal) return refusal;
    const { count, namesake } = await this.views.room(tx, personId, content.name);
    if (namesake !== null) return { kind: 'name-taken' };
    if (count >= viewsAtMost) return { kind: 'too-many' };
    const id = this.numbering.newId();
    await this.views.add(tx, id, countyCode, personId, content);
    return { kind: 'kept', id };
  }

  /** Whoever changes a view keeps it from then on: what its owner left behind gets another. */
  async change(tx: Tx, keeper: ViewKeeper, id: string, version: number, content: ViewContent): Promise<KeepViewResult> {
    const view = await this.seen(tx, keeper, id, true);
    if (!view) return { kind: 'not-found' };
    if (!(await this.mayChange(tx, keeper, view))) return { kind: 'not-allowed' };
    if (view.version !== version) return { kind: 'stale', version: view.version };
    const refusal = await this.refusal(tx, keeper, content);
    if (refusal) return refusal;
    const { namesake } = await this.views.room(tx, keeper.personId, content.name);
    if (namesake !== null && namesake !== id) return { kind: 'name-taken' };
    await this.views.change(tx, id, keeper.personId, content);
    return { kind: 'kept', id };
  }

  async remove(tx: Tx, keeper: ViewKeeper, id: string): Promise<KeepViewResult> {
    const view = await this.seen(tx, keeper, id, true);
    if (!view) return { kind: 'not-found' };
    if (!(await this.mayChange(tx, keeper, view))) return { kind: 'not-allowed' };
    await this.views.remove(tx, id);
    return { kind: 'kept', id };
  }

  private async seen(tx: Tx, keeper: ViewKeeper, id: string, locked: boolean): Promise<SavedView | null> {
    const view = await this.views.find(tx, keeper.countyCode, id, { locked });
    return view && maySeeView(view, keeper) ? view : null;
  }

  private async refusal(
    tx: Tx,
    { countyCode, postings }: ViewKeeper,
    { sharing }: ViewContent,
  ): Promise<KeepViewResult | null> {
    if (!mayShareView(sharing, postings)) return { kind: 'not-yours-to-share' };
    if (sharing.with !== 'organisation') return null;
    const isKnown = await this.views.isOrganisation(tx, countyCode, sharing.organisationId);
    return isKnown ? null : { kind: 'unknown-organisation' };
  }
}
