/**
 * Whether a file was looked into for malice:
 * - `not-scanned`: no scanner is set up; handed out;
 * - `pending`: the scanner did not answer; the worker asks again, and nobody gets the file before;
 * - `clean`: handed out;
 * - `infected`: found later; the content is gone, the row says so.
 */
export const scanStates = ['not-scanned', 'pending', 'clean', 'infected'] as const;
export type ScanState = (typeof scanStates)[number];
