/** What a ledger file may cost. Each limit is refused with its own problem; none is silently cut off. */
export interface LedgerLimits {
  /** Rows with something in them. */
  readonly rows: number;
  /** Columns with something in them; Excel allows 16,384, a ledger has about forty. */
  readonly columns: number;
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes of one part when inflated. A sheet of 200,000 rows and 20 columns has about 160 MB. */
  readonly partBytes: number;
  /** Bytes of all parts when inflated. */
  readonly totalBytes: number;
  /** How often larger a part may be than its packed form; ledgers reach 20. Small parts are spared: they hurt nobody. */
  readonly inflation: number;
  readonly inflationFreeBytes: number;
  /** Files inside the container. */
  readonly parts: number;
  /** Characters of one cell; Excel allows 32,767. */
  readonly cellCharacters: number;
  /** Bytes of all distinct texts: they are held in memory while the rows are read. */
  readonly textBytes: number;
}

const megabyte = 1024 * 1024;

/** Limits in force unless the caller says otherwise. */
export const defaultLimits: LedgerLimits = {
  rows: 200_000,
  columns: 256,
  fileBytes: 100 * megabyte,
  partBytes: 600 * megabyte,
  totalBytes: 800 * megabyte,
  inflation: 100,
  inflationFreeBytes: 16 * megabyte,
  parts: 2_000,
  cellCharacters: 32_767,
  textBytes: 160 * megabyte,
};
