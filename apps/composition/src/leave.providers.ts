import { type FactoryProvider } from '@nestjs/common';
import { EndAbsence, EnterAbsence } from '#engine';
import { PgAbsences, PgAuditLog, PgDirectories, PgNumbering } from '#persistence';
import { provide } from './provide.js';

/** For those who are away for a while or for good: absences, hand-overs, and what is vacant then. */
export const leaveProviders: FactoryProvider[] = [
  provide(PgAbsences, [], () => new PgAbsences()),
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
