export {
  type Absence,
  Directory,
  type Duty,
  type Link,
  type ListedDuty,
  type Organisation,
  type Posting,
  type Role,
} from './directory.js';
export { rolesWithoutOffice } from './posting.js';
export { actorAt } from './actor-at.js';
export { judgeAbsence, longestAbsenceDays, type AbsenceProblem } from './judge-absence.js';
export { mayEnterAbsence } from './may-enter-absence.js';
export { administrators } from './standing-in.js';
export { fills } from './fills.js';
export { isAccusedUnit, isRecused, recusalOf, type Accused, type Recusal } from './recusal.js';
export { isParty, parties, type Party } from './party.js';
export { type Recipient } from './told.js';
export { principalLeaderOf, waitedOn, whoIs, whoIsAsked, type Asked, type Surroundings } from './who-is.js';
