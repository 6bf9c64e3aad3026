/** What people hold and where (design §10). */
export type Role =
  | 'county-office'
  | 'supervisor'
  | 'leader'
  | 'field-cadre'
  | 'first-secretary'
  | 'instructor'
  | 'township-office'
  | 'village-clerk'
  | 'handler'
  | 'head'
  | 'partner'
  | 'volunteer'
  | 'resident'
  | 'system-admin'
  | 'security-admin'
  | 'audit-admin';

/** Roles of people who hold no office: what is known of them is personal, and not for everybody in the county. */
export const rolesWithoutOffice: readonly Role[] = ['resident', 'volunteer', 'partner'];

/** A person in an organisation, in a role, for a region (code prefix), from–to (epoch milliseconds, to exclusive). */
export interface Posting {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly role: Role;
  /** `chief`: the leader above the supervisors. */
  readonly rank: 'chief' | 'deputy' | null;
  readonly regionCode: string;
  readonly from: number;
  readonly to: number;
}
