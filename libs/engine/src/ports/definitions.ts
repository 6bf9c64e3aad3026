import { type CaseType, type Directory, type Policy, type WorkingCalendar } from '#domain';
import { type Tx } from './transactions.js';

/** A case type with the policy and calendar that measure it, each an immutable version. */
export interface Definition {
  readonly type: CaseType;
  readonly typeVersionId: string;
  readonly policy: Policy;
  readonly policyVersionId: string;
  readonly calendar: WorkingCalendar;
  readonly calendarVersionId: string;
}

export interface Definitions {
  /** The active version of a type in a county; null where the county does not run it. */
  active(tx: Tx, countyCode: string, typeCode: string): Promise<Definition | null>;
  /** The version that a case was opened on, with the policy and calendar in force. */
  ofVersion(tx: Tx, countyCode: string, typeVersionId: string): Promise<Definition>;
  /** A calendar of the county by its code; null where there is none. */
  calendar(tx: Tx, countyCode: string, code: string): Promise<WorkingCalendar | null>;
}

export interface Directories {
  /** The people of a county, as of their last change. */
  of(tx: Tx, countyCode: string): Promise<Directory>;
}

/** For changes of people that are judged by what everybody else holds: such changes of a county take turns. */
export interface ChangingDirectories extends Directories {
  /** The people of a county as they are now, held still until the transaction ends. */
  locked(tx: Tx, countyCode: string): Promise<Directory>;
}
