/** Makes ids (UUIDv7) and case numbers. Neither is ever given twice; numbers may have gaps. */
export interface Numbering {
  newId(): string;
  /** The next serials of a county's year, outside the transaction, so that no one waits for another's commit. */
  serials(countyCode: string, kind: 'case' | 'order', year: number, count: number): Promise<number[]>;
}
