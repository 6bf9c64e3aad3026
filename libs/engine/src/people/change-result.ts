import { type RegisterName, type RegisterProblem } from '#domain';
import { type RegisterRecord } from '../ports/register-store.js';

/** How a change of an entry that the register holds came out. */
export type ChangeResult<Name extends RegisterName> =
  | { readonly kind: 'done'; readonly record: RegisterRecord<Name> }
  /** It had not begun, so it was taken out again. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  /** Somebody changed it since it was read. */
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'refused'; readonly problems: readonly RegisterProblem[] };
