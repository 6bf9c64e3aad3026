import { type FactoryProvider } from '@nestjs/common';
import {
  ActivateDefinition,
  BeginMigration,
  CountySchedule,
  EnterDefinitions,
  RunMigration,
  WithdrawActivation,
} from '#engine';
import {
  PgAuditLog,
  PgCaseMigrations,
  PgCaseStore,
  PgDefinitions,
  PgDefinitionVersions,
  PgDirectories,
  PgNumbering,
  PgTransactions,
} from '#persistence';
import { AjvForms } from '#platform';
import { provide } from './provide.js';

/** Versions of definitions: what stands behind the ports, and the use cases of administrators. */
export const definitionProviders: FactoryProvider[] = [
  provide(PgDefinitionVersions, [], () => new PgDefinitionVersions()),
  provide(PgCaseMigrations, [PgCaseStore], (cases: PgCaseStore) => new PgCaseMigrations(cases)),
  provide(CountySchedule, [PgDefinitionVersions], (versions: PgDefinitionVersions) => new CountySchedule(versions)),
  provide(
    EnterDefinitions,
    [PgDefinitionVersions, AjvForms, PgAuditLog],
    (...parts: ConstructorParameters<typeof EnterDefinitions>) => new EnterDefinitions(...parts),
  ),
  provide(
    ActivateDefinition,
    [PgDefinitionVersions, CountySchedule, PgAuditLog],
    (...parts: ConstructorParameters<typeof ActivateDefinition>) => new ActivateDefinition(...parts),
  ),
  provide(
    WithdrawActivation,
    [PgDefinitionVersions, CountySchedule, PgAuditLog],
    (...parts: ConstructorParameters<typeof WithdrawActivation>) => new WithdrawActivation(...parts),
  ),
  provide(
    BeginMigration,
    [PgDefinitionVersions, PgCaseMigrations, PgNumbering, PgAuditLog],
    (...parts: ConstructorParameters<typeof BeginMigration>) => new BeginMigration(...parts),
  ),
  provide(
    RunMigration,
    [PgTransactions, PgCaseMigrations, PgCaseStore, PgDefinitions, PgDirectories],
    (...parts: ConstructorParameters<typeof RunMigration>) => new RunMigration(...parts),
  ),
];
