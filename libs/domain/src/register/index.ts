export {
  dutyRoles,
  linkRoles,
  organisationKinds,
  ranks,
  roles,
  type DutyEntry,
  type LinkEntry,
  type OrganisationEntry,
  type OrganisationKind,
  type PersonEntry,
  type PostingEntry,
  type RegisterEntries,
  type RegisterName,
  type RegisterWithTerms,
} from './entries.js';
export { judgeEntry, judgeWithdrawal, withEntry } from './judge.js';
export { leftVacant, neverVacant } from './last-holder.js';
export { isOwnPosting, mayWrite, type Registrar } from './may-write.js';
export { collision, mistake, type RegisterProblem, type RegisterProblemCode } from './problem.js';
export { emptySurroundings, type Kept, type RegisterSurroundings } from './surroundings.js';
export { overlap, within, type Term } from './term.js';
