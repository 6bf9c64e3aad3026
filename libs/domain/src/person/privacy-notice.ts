/** A notice of how personal data are handled. Its version is the ISO day from which it is in force. */
export interface PrivacyNotice {
  readonly version: string;
  readonly text: string;
}

/** The notice in force on an ISO day: the last that had begun by then; null where none had. */
export function noticeInForce(notices: readonly PrivacyNotice[], day: string): PrivacyNotice | null {
  return notices.reduce<PrivacyNotice | null>(
    (latest, notice) =>
      notice.version <= day && (latest === null || notice.version > latest.version) ? notice : latest,
    null,
  );
}
