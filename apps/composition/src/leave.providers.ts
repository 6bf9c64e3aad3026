import { type FactoryProvider } from '@nestjs/common';
import { EndAbsence, EnterAbsence, HandOver } from '#engine';
import {
  HandOverSheets,
  PgAbsences,
  PgAuditLog,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgHandOvers,
  PgNumbering,
  PgTransactions,
  Vacancies,
} from '#persistence';
import { provide } from './provide.js';

type HandOverParts = [PgTransactions, PgCaseStore, PgHandOvers, PgDefinitions, PgDirectories, PgAuditLog, PgNumbering];

/** For those who are away for a while or for good: absences, hand-overs, and what is vacant then. */
export const leaveProviders: FactoryProvider[] = [
  provide(PgAbsences, [], () => new PgAbsences()),
  provide(PgHandOvers, [PgNumbering], (numbering: PgNumbering) => new PgHandOvers(() => numbering.newId())),
  provide(
    Vacancies,
    [PgDefinitions, PgDirectories],
    (...parts: ConstructorParameters<typeof Vacancies>) => new Vacancies(...parts),
  ),
  provide(HandOverSheets, [], () => new HandOverSheets()),
  provide(
    HandOver,
    [PgTransactions, PgCaseStore, PgHandOvers, PgDefinitions, PgDirectories, PgAuditLog, PgNumbering],
    (...parts: HandOverParts) => new HandOver(...parts),
  ),
  provide(
    EnterAbsence,
    [PgAbsences, PgDirectories, PgAuditLog, PgNumbering],
    (...parts: ConstructorParameters<typeof EnterAbsence>) => new EnterAbsence(...parts),
  ),
  provide(
    EndAbsence,
    [PgAbsences, PgDirectories, PgAuditLog],
    (...parts: ConstructorParameters<typeof EndAbsence>) => new EndAbsence(...parts),
  ),
];
