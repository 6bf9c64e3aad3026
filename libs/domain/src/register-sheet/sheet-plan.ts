import { isBlank, type LedgerRow } from '../ledger/cell.js';
import { type DateSetting } from '../ledger/dates.js';
import { headerAmong, type SheetHeader } from '../ledger/header.js';
import { type SheetHead } from '../ledger/recognise.js';
import { dateSettingOf } from '../ledger/setting.js';
import { neededFields, type SheetField, sheetHeadings, type SheetKind } from './sheet-kind.js';

/** A sheet of a register understood: where its rows begin and what each column means. */
export interface SheetPlan {
  readonly kind: SheetKind;
  readonly sheet: string;
  readonly header: SheetHeader<SheetField>;
  readonly fields: ReadonlyMap<SheetField, number>;
  readonly setting: DateSetting;
}

export type SheetFound =
  | { readonly ok: true; readonly plan: SheetPlan }
  | {
      readonly ok: false;
      readonly sheet: string;
      /** Headings of which one each is missing, by the name that templates use; empty where there is no header at all. */
      readonly missing: readonly string[];
      readonly seen: readonly string[];
    };

/** Recognises a register of a kind by the headings of a sheet's first rows. */
export function planOfSheet(kind: SheetKind, head: SheetHead): SheetFound {
  const words = sheetHeadings[kind];
  const rows = head.rows.filter((row) => row.cells.some((cell) => !isBlank(cell)));
  const header = headerAmong(rows, head.merges ?? [], words, kind === 'people' ? 1 : 2);
  if (!header) return { ok: false, sheet: head.name, missing: [], seen: [] };
  const fields = new Map<SheetField, number>(
    header.columns.flatMap(({ field, index }) => (field && field !== 'ignored' ? [[field, index] as const] : [])),
  );
  const missing = neededFields[kind].filter((group) => !group.some((field) => fields.has(field)));
  if (missing.length > 0) {
    const seen = header.columns.map(({ heading }) => heading).filter((heading) => heading !== '');
    return { ok: false, sheet: head.name, missing: missing.map(([first]) => words.words[first!][0]!), seen };
  }
  const above: readonly LedgerRow[] = head.rows.filter((row) => row.line < header.firstLine);
  return {
    ok: true,
    plan: { kind, sheet: head.name, header, fields, setting: dateSettingOf(above, head.name, head.from1904) },
  };
}
