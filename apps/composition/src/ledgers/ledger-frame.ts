import { type LedgerPlan, type LedgerRow, type MergedRange } from '#domain';
import { type LedgerJudging, type LedgerSheet, type OpenLedger } from '#ledgers';

/** Title, header and plan of a sheet as plain JSON: enough to hand refused rows back in it when its file is gone. */
export interface SheetFrame {
  readonly head: readonly LedgerRow[];
  readonly merges: readonly MergedRange[];
  readonly plan: Omit<LedgerPlan, 'fields'> & { readonly fields: readonly (readonly [string, number])[] };
}

export function frameOf(sheet: LedgerSheet, { plan }: LedgerJudging): SheetFrame {
  const { lastLine } = plan.header;
  return {
    head: sheet.head.filter(({ line }) => line <= lastLine),
    merges: sheet.merges.filter((range) => range.lastLine <= lastLine),
    plan: { ...plan, fields: [...plan.fields] },
  };
}

/** The sheet again, without rows of its own: what writes refused rows asks it for its head and plan only. */
export function sheetOf({ head, merges, plan }: SheetFrame): { ledger: OpenLedger; plan: LedgerPlan } {
  const sheet: LedgerSheet = { name: plan.sheet, hidden: false, rows: head.length, head, merges };
  const ledger: OpenLedger = {
    sheets: [sheet],
    from1904: plan.setting.from1904 ?? false,
    rowsOf: () => {
      throw new Error('the file of this sheet is gone');
    },
    close: () => {},
  };
  return { ledger, plan: { ...plan, fields: new Map(plan.fields) as LedgerPlan['fields'] } };
}
