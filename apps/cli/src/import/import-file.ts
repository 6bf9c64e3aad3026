import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { type Category } from '#domain';
import { importRegions, RunLedgerImport, SubmitLedger } from '#engine';
import { type Language, type LedgerProblem, tellLedgerProblem, tellMapping } from '#ledgers';
import { CATEGORIES, holderOf, LedgerReports, PgDirectories, PgTransactions } from '#persistence';
import { rowView } from '../../../composition/src/index.js';
import { type ExitCode, WrongUsage } from '../command.js';
import { type JsonLines } from '../lines.js';

export interface FileToImport {
  readonly path: string;
  readonly dryRun: boolean;
  /** Name of the importer's account. */
  readonly account: string;
  readonly language: Language;
}

/** Rows read back at a time. */
const pageRows = 1_000;

/** Imports a ledger as its importer would over HTTP; a large one is run here, without a worker. */
export async function importFile(
  { path, dryRun, account, language }: FileToImport,
  engine: INestApplicationContext,
  lines: JsonLines,
  complain: (text: string) => void,
): Promise<ExitCode> {
  const importer = await importerOf(account, engine);
  const submitted = await engine.get(SubmitLedger).execute({
    ...{ file: await readFile(path), fileName: basename(path), dryRun, runBy: 'caller' },
    ...importer,
  });
  if (submitted.kind === 'unreadable') {
    complain(tellLedgerProblem(submitted.problem as LedgerProblem, language));
    return 1;
  }
  if (submitted.kind === 'to-run') {
    await engine.get(RunLedgerImport).execute(submitted.importId, (line) => complain(`… ${line}`));
  }
  return tell(submitted.importId, importer.countyCode, language, engine, lines);
}

async function importerOf(account: string, engine: INestApplicationContext) {
  const importer = await engine.get(PgTransactions).read(async (tx) => {
    const holder = await holderOf(tx, account);
    if (!holder) throw new WrongUsage(`没有账号 ${account}`, `There is no account ${account}`);
    const directory = await engine.get(PgDirectories).of(tx, holder.countyCode);
    return { ...holder, regions: importRegions(directory.postingsOf(holder.personId, tx.now)) };
  });
  if (importer.regions.length > 0) return importer;
  throw new WrongUsage(`账号 ${account} 没有导入台账的岗位`, `Account ${account} holds no posting that may import`);
}

/** Its rows, a line each, then what was counted. */
async function tell(
  importId: string,
  countyCode: string,
  language: Language,
  engine: INestApplicationContext,
  lines: JsonLines,
): Promise<ExitCode> {
  const transactions = engine.get(PgTransactions);
  const reports = engine.get(LedgerReports);
  const categories = new Map(engine.get<Category[]>(CATEGORIES).map((one) => [one.code, one]));
  for (let behind = 0; ;) {
    const page = { behind, status: null, limit: pageRows };
    const rows = await transactions.read((tx) => reports.rows(tx, importId, page));
    for (const row of rows) if (!(await lines.write(rowView(row, categories, language)))) return 0;
    if (rows.length < pageRows) break;
    behind = rows.at(-1)!.line;
  }
  const report = await transactions.read((tx) => reports.one(tx, { countyCode, own: null }, importId));
  const { dryRun, state, sheet, alsoLedgers, mapping, counts } = report!;
  await lines.write({ id: importId, dryRun, state, sheet, alsoLedgers, mapping: tellMapping(mapping), counts });
  return state === 'done' ? 0 : 1;
}
