import { tidy } from './cell.js';

/** What makes two ledger rows one and the same matter (design §6). */
export interface FingerprintParts {
  readonly villageCode: string;
  /** ISO day. */
  readonly registeredOn: string;
  readonly requesterName: string | null;
  readonly title: string;
}

/**
 * Village, registration day, requester and normalised title in one stable string. It holds personal data: store a
 * digest of it. The phone is left out, because the same ledger is sent with and without masking.
 */
export function fingerprintOf({ villageCode, registeredOn, requesterName, title }: FingerprintParts): string {
  return [villageCode, registeredOn, normalised(requesterName ?? ''), normalised(title)].join('|');
}

/** Letters and digits only, lower case, half width: punctuation and blanks change from month to month. */
function normalised(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
