export { type RegisterReader } from './area-sql.js';
export { type RegisterFilter } from './filter-sql.js';
export {
  type ListedDuty,
  type ListedLink,
  type ListedOrganisation,
  type ListedPerson,
  type ListedPosting,
  type Named,
} from './listed.js';
export { type Listed, type RegisterPage, type RegisterPageRequest, RegisterPages } from './register-pages.js';
export { type Accountable, AccountabilityReads } from './accountability.js';
export { DutyBoard, type DutyLevel, type OnDuty } from './duty-board.js';
