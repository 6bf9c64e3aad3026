/** How much there may be, as an installation sets it. */
export interface AttachmentLimits {
  readonly fileBytes: number;
  readonly filesOfCase: number;
  readonly bytesOfCase: number;
  /** Files that one person adds within 24 hours: far above a day's work, far below a full disk. */
  readonly filesOfPersonADay: number;
}

/** Limits that follow from how large one file may be. */
export function limitsOf(fileBytes: number): AttachmentLimits {
  return { fileBytes, filesOfCase: 20, bytesOfCase: 10 * fileBytes, filesOfPersonADay: 100 };
}

/** What is there already. */
export interface Occupied {
  readonly filesOfCase: number;
  readonly bytesOfCase: number;
  readonly filesOfPersonToday: number;
}

export type NoRoom = 'case-full-of-files' | 'case-full-of-bytes' | 'person-full-today';

/** Why one more file of so many bytes has no room; null where it has. */
export function whyNoRoom(occupied: Occupied, bytes: number, limits: AttachmentLimits): NoRoom | null {
  if (occupied.filesOfCase >= limits.filesOfCase) return 'case-full-of-files';
  if (occupied.bytesOfCase + bytes > limits.bytesOfCase) return 'case-full-of-bytes';
  if (occupied.filesOfPersonToday >= limits.filesOfPersonADay) return 'person-full-today';
  return null;
}
