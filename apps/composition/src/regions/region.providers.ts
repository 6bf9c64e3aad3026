import { type FactoryProvider } from '@nestjs/common';
import { EnterRegionEdition, MoveToSuccessors, PlanRegionEdition } from '#engine';
import {
  countyDay,
  PgAuditLog,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgNumbering,
  PgRegionEditions,
  PgRegionMoves,
  PgTransactions,
} from '#persistence';
import { provide } from '../provide.js';

/** Editions of the divisions: what stands behind the ports, and the use cases. */
export const regionProviders: FactoryProvider[] = [
  provide(PgRegionEditions, [], () => new PgRegionEditions()),
  provide(PgRegionMoves, [PgNumbering], (numbering: PgNumbering) => new PgRegionMoves(() => numbering.newId())),
  provide(PlanRegionEdition, [PgRegionEditions], (editions: PgRegionEditions) => new PlanRegionEdition(editions)),
  provide(
    EnterRegionEdition,
    [PgRegionEditions, PlanRegionEdition, PgAuditLog, PgNumbering],
    (...parts: ConstructorParameters<typeof EnterRegionEdition>) => new EnterRegionEdition(...parts),
  ),
  provide(
    MoveToSuccessors,
    [PgTransactions, PgRegionEditions, PgRegionMoves, PgCaseStore, PgDefinitions, PgDirectories, PgAuditLog],
    (...parts: MoveParts) => new MoveToSuccessors(...parts, countyDay),
  ),
];

type MoveParts = [
  PgTransactions,
  PgRegionEditions,
  PgRegionMoves,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgAuditLog,
];
