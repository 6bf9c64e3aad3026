import { type SealedSource } from './sealed-row.js';

/** Where a checkpoint was kept. */
export type CheckpointPlace = 'table' | 'file';

/** What is wrong with the audit, and where. */
export type AuditFinding =
  /** Seals from `from` to `to` are gone. */
  | { readonly kind: 'seals-missing'; readonly from: number; readonly to: number }
  /** A seal does not say any more what it said: its hash does not fit what it holds. */
  | { readonly kind: 'seal-changed'; readonly no: number }
  /** A seal does not follow the one before: that one was made anew, or this one was put in. */
  | { readonly kind: 'chain-broken'; readonly no: number }
  | { readonly kind: 'row-missing'; readonly no: number; readonly source: SealedSource; readonly id: string }
  | { readonly kind: 'row-changed'; readonly no: number; readonly source: SealedSource; readonly id: string }
  /** A row that should have been sealed long ago: put in behind the sealer's back, or robbed of its seal. */
  | { readonly kind: 'row-unsealed'; readonly source: SealedSource; readonly id: string }
  /** The chain ends at `no`, and a checkpoint has seen it at `checkpoint`: the end was cut off. */
  | { readonly kind: 'seals-cut'; readonly no: number; readonly checkpoint: number; readonly place: CheckpointPlace }
  /** The chain is another than a checkpoint has seen: it was rewritten somewhere behind seal `after`, up to seal `no`. */
  | {
      readonly kind: 'rewritten';
      readonly after: number;
      readonly no: number;
      readonly at: string;
      readonly place: CheckpointPlace;
    }
  /** A checkpoint that no trusted key has signed. */
  | { readonly kind: 'checkpoint-forged'; readonly no: number; readonly place: CheckpointPlace }
  /** A checkpoint of the file that the table does not know any more. */
  | { readonly kind: 'checkpoint-missing'; readonly no: number };
