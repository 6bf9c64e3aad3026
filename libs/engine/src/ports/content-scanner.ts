/** What a scanner says of content: `no-answer` where it is away, too slow or does not understand. */
export type ScanVerdict = 'clean' | 'infected' | 'no-answer';

/** Looks into content for malice; an installation may have none. */
export interface ContentScanner {
  scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict>;
}
