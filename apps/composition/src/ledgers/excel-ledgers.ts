import { type LedgerKnowledge, ledgerVocabulary } from '#domain';
import { type LedgerReader, type OpenedLedger } from '#engine';
import { judgeLedger, type LedgerJudging, type OpenLedger, openLedger } from '#ledgers';
import { frameOf } from './ledger-frame.js';

/** Ledgers as Excel workbooks. */
export class ExcelLedgers implements LedgerReader {
  async open(file: Uint8Array, knowledge: LedgerKnowledge) {
    const opened = await openLedger(file);
    if (!opened.ok) return opened;
    const found = judgeLedger(opened.ledger, ledgerVocabulary(knowledge));
    if (found.ok) return { ok: true as const, ledger: openedLedger(opened.ledger, found.judging) };
    opened.ledger.close();
    return found;
  }
}

function openedLedger(ledger: OpenLedger, judging: LedgerJudging): OpenedLedger {
  const { sheet: name, alsoLedgers, mapping, plan, linesExpected } = judging;
  const sheet = ledger.sheets.find((candidate) => candidate.name === name)!;
  const above = sheet.head.filter(({ line }) => line <= plan.header.lastLine).length;
  return {
    ...{ sheet: name, alsoLedgers, mapping, frame: frameOf(sheet, judging), rowsExpected: linesExpected - above },
    get skipped() {
      return judging.counts.skipped;
    },
    rows: () => judging.rows(),
    close: () => ledger.close(),
  };
}
