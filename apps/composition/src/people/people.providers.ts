import { type FactoryProvider } from '@nestjs/common';
import { ChangeDutyList, CorrectRecord, EndRecord, EnterRecords } from '#engine';
import {
  AccountabilityReads,
  CATEGORIES,
  type Category,
  DutyBoard,
  PgAuditLog,
  PgDirectories,
  PgDutyLists,
  PgNumbering,
  PgRegisterStore,
  RegisterPages,
  UnitHistories,
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
  provide(PgDutyLists, [], () => new PgDutyLists()),
  provide(UnitHistories, [], () => new UnitHistories()),
  provide(
    ChangeDutyList,
    [PgDutyLists, PgDirectories, PgNumbering, PgAuditLog, CATEGORIES],
    (
      ...[lists, directories, numbering, audit, categories]: [
        PgDutyLists,
        PgDirectories,
        PgNumbering,
        PgAuditLog,
        Category[],
      ]
    ) => new ChangeDutyList(lists, directories, numbering, audit, new Set(categories.map(({ code }) => code))),
  ),
  provide(RegisterPages, [], () => new RegisterPages()),
  provide(AccountabilityReads, [], () => new AccountabilityReads()),
  provide(DutyBoard, [], () => new DutyBoard()),
  provide(Villages, [], () => new Villages()),
];
