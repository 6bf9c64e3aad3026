import { type FactoryProvider } from '@nestjs/common';
import { type Category } from '#domain';
import { ImportRows, RunLedgerImport, SubmitLedger, TakeInLines } from '#engine';
import { AesCipher } from '#identity';
import {
  CATEGORIES,
  LedgerReports,
  Outbox,
  PgAuditLog,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgLedgerImports,
  PgLedgerKnowledge,
  PgLedgerStatements,
  PgNumbering,
  PgTransactions,
} from '#persistence';
import { queues } from '#queue';
import { provide } from '../provide.js';
import { ExcelLedgers } from './excel-ledgers.js';

/** The case type that ledgers bring. */
const ledgerType = 'villager-problem';

/** The import of ledgers: what stands behind its ports, and its use cases. */
export const ledgerProviders: FactoryProvider[] = [
  provide(ExcelLedgers, [], () => new ExcelLedgers()),
  provide(
    PgLedgerImports,
    [AesCipher, Outbox, PgNumbering],
    (cipher: AesCipher, outbox: Outbox, numbering: PgNumbering) =>
      new PgLedgerImports(cipher, outbox, () => numbering.newId(), queues.imports),
  ),
  provide(PgLedgerStatements, [], () => new PgLedgerStatements()),
  provide(PgLedgerKnowledge, [CATEGORIES], (categories: Category[]) => new PgLedgerKnowledge(categories)),
  provide(LedgerReports, [AesCipher], (cipher: AesCipher) => new LedgerReports(cipher)),
  provide(
    ImportRows,
    [PgCaseStore, PgLedgerStatements, PgDefinitions, PgDirectories, PgNumbering],
    (...[cases, statements, definitions, directories, numbering]: ConstructorParameters<typeof ImportRows>) =>
      new ImportRows(cases, statements, definitions, directories, numbering, ledgerType),
  ),
  provide(
    TakeInLines,
    [PgLedgerImports, ImportRows, AesCipher],
    (...parts: ConstructorParameters<typeof TakeInLines>) => new TakeInLines(...parts),
  ),
  provide(
    RunLedgerImport,
    [PgTransactions, PgLedgerImports, PgLedgerKnowledge, ExcelLedgers, TakeInLines],
    (...parts: ConstructorParameters<typeof RunLedgerImport>) => new RunLedgerImport(...parts),
  ),
  provide(
    SubmitLedger,
    [
      ...[PgTransactions, PgLedgerImports, PgLedgerKnowledge, ExcelLedgers],
      ...[TakeInLines, PgDefinitions, PgNumbering, PgAuditLog],
    ],
    (...parts: ConstructorParameters<typeof SubmitLedger>) => new SubmitLedger(...parts),
  ),
];
