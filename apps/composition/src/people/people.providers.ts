import { type FactoryProvider } from '@nestjs/common';
import { CorrectRecord, EndRecord, EnterRecords } from '#engine';
import {
  AccountabilityReads,
  DutyBoard,
  PgAuditLog,
  PgNumbering,
  PgRegisterStore,
  RegisterPages,
  Villages,
} from '#persistence';
import { provide } from '../provide.js';

/** The registers of people and links: what stands behind their ports, their use cases, and how they are read. */
export const peopleProviders: FactoryProvider[] = [
  provide(PgRegisterStore, [], () => new PgRegisterStore()),
  provide(
    EnterRecords,
    [PgRegisterStore, PgNumbering, PgAuditLog],
    (...parts: ConstructorParameters<typeof EnterRecords>) => new EnterRecords(...parts),
  ),
  provide(
    CorrectRecord,
    [PgRegisterStore, PgAuditLog],
    (...parts: ConstructorParameters<typeof CorrectRecord>) => new CorrectRecord(...parts),
  ),
  provide(
    EndRecord,
    [PgRegisterStore, PgAuditLog],
    (...parts: ConstructorParameters<typeof EndRecord>) => new EndRecord(...parts),
  ),
  provide(RegisterPages, [], () => new RegisterPages()),
  provide(AccountabilityReads, [], () => new AccountabilityReads()),
  provide(DutyBoard, [], () => new DutyBoard()),
  provide(Villages, [], () => new Villages()),
];
