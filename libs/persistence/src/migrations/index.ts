import { Ground1700000000001 } from './0001-ground.js';
import { Audit1700000000002 } from './0002-audit.js';
import { People1700000000003 } from './0003-people.js';
import { Absence1700000000004 } from './0004-absence.js';
import { Editions1700000000005 } from './0005-editions.js';
import { Accounts1700000000006 } from './0006-accounts.js';
import { Confidential1700000000007 } from './0007-confidential.js';
import { Protection1700000000008 } from './0008-protection.js';
import { Seal1700000000009 } from './0009-seal.js';
import { Lists1700000000010 } from './0010-lists.js';
import { RecusalInLists1700000000011 } from './0011-recusal-in-lists.js';
import { Relief1700000000012 } from './0012-relief.js';
import { KeepingApart1700000000013 } from './0013-keeping-apart.js';
import { SearchedWords1700000000014 } from './0014-searched-words.js';
import { CoHandling1700000000016 } from './0016-co-handling.js';
import { Attachments1700000000017 } from './0017-attachments.js';
import { DefinitionVersions1700000000018 } from './0018-definition-versions.js';
import { WorkingOnCases1700000000019 } from './0019-working-on-cases.js';
import { Intake1700000000020 } from './0020-intake.js';
import { WholeCases1700000000021 } from './0021-whole-cases.js';

/** In order; a migration that has run is never edited. */
export const migrations = [
  Ground1700000000001,
  Audit1700000000002,
  People1700000000003,
  Absence1700000000004,
  Editions1700000000005,
  Accounts1700000000006,
  Confidential1700000000007,
  Protection1700000000008,
  Seal1700000000009,
  Lists1700000000010,
  RecusalInLists1700000000011,
  Relief1700000000012,
  KeepingApart1700000000013,
  SearchedWords1700000000014,
  CoHandling1700000000016,
  Attachments1700000000017,
  DefinitionVersions1700000000018,
  WorkingOnCases1700000000019,
  Intake1700000000020,
  WholeCases1700000000021,
];
