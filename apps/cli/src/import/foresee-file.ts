import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { type Category } from '#domain';
import { chunkRows, ImportRows, inChunks, type LedgerImport, TakeInLines } from '#engine';
import { AesCipher } from '#identity';
import { type Language, type LedgerProblem, tellLedgerProblem, tellMapping } from '#ledgers';
import { CATEGORIES, PgLedgerKnowledge, PgTransactions } from '#persistence';
import { ExcelLedgers, rowView } from '../../../composition/src/index.js';
import { type ExitCode } from '../command.js';
import { type JsonLines } from '../lines.js';

export interface FileToForesee {
  readonly path: string;
  readonly countyCode: string;
  readonly today: string;
  readonly language: Language;
}

/** A dry run against the database, by nobody in particular: what is known already shows, and nothing at all is written. */
export async function foreseeFile(
  { path, countyCode, today, language }: FileToForesee,
  engine: INestApplicationContext,
  lines: JsonLines,
  complain: (text: string) => void,
): Promise<ExitCode> {
  const transactions = engine.get(PgTransactions);
  const knowledge = await transactions.read((tx) => engine.get(PgLedgerKnowledge).of(tx, countyCode, today));
  const opened = await engine.get(ExcelLedgers).open(await readFile(path), knowledge);
  if (!opened.ok) {
    complain(tellLedgerProblem(opened.problem as LedgerProblem, language));
    return 1;
  }
  const { ledger } = opened;
  const noTrace = { record: async () => {}, tell: async () => {} };
  const takeIn = new TakeInLines(noTrace, engine.get(ImportRows), engine.get(AesCipher));
  const categories = new Map(engine.get<Category[]>(CATEGORIES).map((one) => [one.code, one]));
  const look: LedgerImport = {
    ...{ id: '', personId: null, countyCode, regions: [countyCode], fileName: basename(path), dryRun: true, today },
  };
  const counts = { rows: 0, accepted: 0, rejected: 0, duplicates: 0, skipped: 0 };
  try {
    for await (const chunk of inChunks(ledger.rows(), chunkRows)) {
      const { rows } = await transactions.read((tx) => takeIn.execute(tx, look, { ledger, lines: chunk, skipped: 0 }));
      for (const row of rows) {
        counts.rows++;
        counts[row.status === 'duplicate' ? 'duplicates' : row.status]++;
        if (!(await lines.write(rowView(row, categories, language)))) return 0;
      }
    }
    const { sheet, alsoLedgers, mapping, skipped } = ledger;
    await lines.write({
      dryRun: true,
      sheet,
      alsoLedgers,
      mapping: tellMapping(mapping),
      counts: { ...counts, skipped },
    });
    return 0;
  } finally {
    ledger.close();
  }
}
