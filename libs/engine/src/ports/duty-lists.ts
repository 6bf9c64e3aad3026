import { type HeldDuty } from '#domain';
import { type Tx } from './transactions.js';

/** A duty list as it is held now: what of it is not over, and how often it was changed. */
export interface HeldDutyList {
  readonly version: number;
  readonly items: readonly HeldDuty[];
}

export interface DutyLists {
  held(tx: Tx, countyCode: string, organisationId: string): Promise<HeldDutyList>;
  enter(
    tx: Tx,
    of: { readonly countyCode: string; readonly organisationId: string; readonly by: string },
    items: readonly HeldDuty[],
  ): Promise<void>;
  /** Each ends at its `to`, in epoch milliseconds. */
  end(tx: Tx, by: string, items: readonly { readonly id: string; readonly to: number }[]): Promise<void>;
}
