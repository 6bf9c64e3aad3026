import { type FactoryProvider } from '@nestjs/common';
import { EnterRegionEdition, MoveRegisters, MoveToSuccessors, PlanRegionEdition } from '#engine';
import {
  countyDay,
  PgAuditLog,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgNumbering,
  PgRegionEditions,
  PgRegisterStore,
  PgTermsOfPlaces,
  PgTransactions,
} from '#persistence';
import { provide } from '../provide.js';

/** Editions of the divisions: what stands behind the ports, and the use cases. */
export const regionProviders: FactoryProvider[] = [
  provide(PgRegionEditions, [], () => new PgRegionEditions()),
  provide(PgTermsOfPlaces, [], () => new PgTermsOfPlaces()),
  provide(
    MoveRegisters,
    [PgRegisterStore, PgTermsOfPlaces, PgNumbering, PgAuditLog],
    (...parts: ConstructorParameters<typeof MoveRegisters>) => new MoveRegisters(...parts),
  ),
  provide(PlanRegionEdition, [PgRegionEditions], (editions: PgRegionEditions) => new PlanRegionEdition(editions)),
  provide(
    EnterRegionEdition,
    [PgRegionEditions, PlanRegionEdition, PgAuditLog, PgNumbering],
    (...parts: ConstructorParameters<typeof EnterRegionEdition>) => new EnterRegionEdition(...parts),
  ),
  provide(
    MoveToSuccessors,
    [PgTransactions, PgRegionEditions, MoveRegisters, PgCaseStore, PgDefinitions, PgDirectories, PgAuditLog],
    (...parts: MoveParts) => new MoveToSuccessors(...parts, countyDay),
  ),
];

type MoveParts = [
  PgTransactions,
  PgRegionEditions,
  MoveRegisters,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgAuditLog,
];
