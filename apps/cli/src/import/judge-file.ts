import { type LedgerKnowledge, ledgerVocabulary } from '#domain';
import { judgeLedger, type Language, openLedger, tellLedgerProblem, tellMapping, tellRow } from '#ledgers';
import { type ExitCode } from '../command.js';
import { type JsonLines } from '../lines.js';

/** Judges a ledger without a database: a row a line, then what was counted. The file is read as a stream, however large. */
export async function judgeFile(
  path: string,
  knowledge: LedgerKnowledge,
  language: Language,
  lines: JsonLines,
  complain: (text: string) => void,
): Promise<ExitCode> {
  const opened = await openLedger({ path });
  if (!opened.ok) return refused(tellLedgerProblem(opened.problem, language));
  try {
    const found = judgeLedger(opened.ledger, ledgerVocabulary(knowledge));
    if (!found.ok) return refused(tellLedgerProblem(found.problem, language));
    const { judging } = found;
    for await (const row of judging.rows()) if (!(await lines.write(tellRow(row, language)))) return 0;
    const { sheet, alsoLedgers, mapping, counts } = judging;
    await lines.write({ dryRun: true, sheet, alsoLedgers, mapping: tellMapping(mapping), counts });
    return 0;
  } finally {
    opened.ledger.close();
  }

  function refused(reason: string): ExitCode {
    complain(reason);
    return 1;
  }
}
