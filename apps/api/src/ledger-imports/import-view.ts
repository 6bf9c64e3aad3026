import { type LedgerProblem, tellLedgerProblem, tellMapping } from '#ledgers';
import { type LedgerReport } from '#persistence';
import { type Language } from '../http/language.js';

/** An import as the API answers it (design §11), without its rows. */
export function importView(report: LedgerReport, language: Language) {
  const { id, fileName, dryRun, state, sheet, alsoLedgers, mapping, counts, rowsExpected, failure } = report;
  const isOver = state === 'done' || state === 'failed';
  const seen = counts.rows + counts.skipped;
  return {
    ...{ id, state, dryRun, fileName, sheet, alsoLedgers },
    mapping: tellMapping(mapping),
    counts,
    // lines of the sheet, not seconds: what is left may be totals and signatures
    progress: { done: seen, of: isOver ? seen : Math.max(seen, rowsExpected) },
    ...(failure && { failure: { code: failure.code, reason: tellFailure(failure, language) } }),
  };
}

function tellFailure(failure: { readonly code: string }, language: Language): string {
  if (failure.code !== 'gave-up') return tellLedgerProblem(failure as LedgerProblem, language);
  return {
    zh: '导入中断,已导入的行保留;请把同一个文件再传一次,已有的行不会重复。',
    en: 'The import broke off; what is in stays in. Send the same file again: nothing will be in twice.',
  }[language];
}
