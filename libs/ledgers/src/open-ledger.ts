import { type LedgerRow, type MergedRange } from '#domain';
import { Archive } from './container/archive.js';
import { kindOfBytes } from './container/looks-like.js';
import { glanceAt, type LedgerSource } from './container/source.js';
import { type FileProblem, refuse, UnreadableFile } from './file-problem.js';
import { defaultLimits, type LedgerLimits } from './limits.js';
import { type CellSetting } from './workbook/cell-value.js';
import { readDateFormats } from './workbook/date-formats.js';
import { readSharedTexts } from './workbook/shared-texts.js';
import { SheetRows } from './workbook/sheet-rows.js';
import { readWorkbookPart, type SheetEntry } from './workbook/workbook-part.js';

/** A sheet of an opened ledger, known whole: how many rows have something in them, and the first of them. */
export interface LedgerSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: number;
  readonly head: readonly LedgerRow[];
  readonly merges: readonly MergedRange[];
}

/** An opened workbook. Its texts are held until `close`; its rows are read from the file each time they are asked for. */
export interface OpenLedger {
  readonly sheets: readonly LedgerSheet[];
  readonly from1904: boolean;
  /** Rows with something in them, in order, in batches of what one piece of the file held. */
  rowsOf(sheet: string): AsyncGenerator<readonly LedgerRow[]>;
  close(): void;
}

/** Rows kept of each sheet: its title, its header and a sample. */
const headRows = 80;

/**
 * Opens a workbook and proves it: every sheet is read once to its end, so that a damaged, hostile or oversized file is
 * refused before the first row is judged, and what comes after can rely on it. Memory is bounded by the limits, not by the
 * file. Fails by value for anything that is in the file; throws only where the source itself cannot be read.
 */
export async function openLedger(
  source: LedgerSource,
  overrides: Partial<LedgerLimits> = {},
): Promise<{ ok: true; ledger: OpenLedger } | { ok: false; problem: FileProblem }> {
  const limits = { ...defaultLimits, ...overrides };
  let archive: Archive | undefined;
  try {
    await checkBytes(source, limits);
    archive = await Archive.open(source, limits);
    return { ok: true, ledger: await provenLedger(archive, limits) };
  } catch (error) {
    archive?.close();
    if (error instanceof UnreadableFile) return { ok: false, problem: error.problem };
    throw error;
  }
}

async function checkBytes(source: LedgerSource, limits: LedgerLimits): Promise<void> {
  const glance = await glanceAt(source);
  const allowed = limits.fileBytes;
  if (glance.size > allowed) refuse({ code: 'too-large', limit: 'fileBytes', allowed, part: null });
  const kind = await kindOfBytes(glance.start, (needle) => glance.contains(needle));
  if (kind !== 'zip') refuse(kind);
}

async function provenLedger(archive: Archive, limits: LedgerLimits): Promise<OpenLedger> {
  const { sheets: entries, from1904, sharedTexts, styles } = await readWorkbookPart(archive);
  const setting: CellSetting = {
    texts: sharedTexts === null ? null : await readSharedTexts(archive, sharedTexts, limits),
    isDate: styles === null ? () => false : await readDateFormats(archive, styles),
    from1904,
  };
  const reader = (entry: SheetEntry) => new SheetRows(archive, entry.part, setting, limits);
  const sheets: LedgerSheet[] = [];
  for (const entry of entries) sheets.push(await surveyed(entry, reader(entry)));
  return {
    sheets,
    from1904,
    rowsOf(name) {
      const entry = entries.find((sheet) => sheet.name === name);
      if (!entry) throw new Error(`no sheet ${name} in this workbook`);
      return reader(entry).batches();
    },
    close: () => archive.close(),
  };
}

async function surveyed({ name, hidden }: SheetEntry, reader: SheetRows): Promise<LedgerSheet> {
  const head: LedgerRow[] = [];
  let rows = 0;
  for await (const batch of reader.batches()) {
    rows += batch.length;
    if (head.length < headRows) head.push(...batch.slice(0, headRows - head.length));
  }
  return { name, hidden, rows, head, merges: reader.merges };
}
