import { type FactoryProvider } from '@nestjs/common';
import { EnterRecords, ImportRegister } from '#engine';
import { AesCipher } from '#identity';
import { readRegister } from '#ledgers';
import {
  PgAuditLog,
  PgNumbering,
  PgRegisterImports,
  PgRegisterRows,
  PgRegisterStore,
  PgSheetKnowledge,
  PgTransactions,
} from '#persistence';
import { provide } from '../provide.js';

/** Registers as workbooks: what stands behind the ports, and the use case. */
export const registerSheetProviders: FactoryProvider[] = [
  provide(PgSheetKnowledge, [], () => new PgSheetKnowledge()),
  provide(PgRegisterImports, [AesCipher], (cipher: AesCipher) => new PgRegisterImports(cipher)),
  provide(PgRegisterRows, [], () => new PgRegisterRows()),
  provide(
    ImportRegister,
    [PgTransactions, PgSheetKnowledge, PgRegisterStore, EnterRecords, PgRegisterImports, PgAuditLog, PgNumbering],
    (transactions: PgTransactions, knowledge: PgSheetKnowledge, ...parts: Rest) =>
      new ImportRegister(transactions, knowledge, { read: readRegister }, ...parts),
  ),
];

type Rest = [PgRegisterStore, EnterRecords, PgRegisterImports, PgAuditLog, PgNumbering];
