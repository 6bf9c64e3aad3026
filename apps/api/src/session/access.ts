import { SetMetadata } from '@nestjs/common';
import { type Role } from '#domain';

export const ACCESS = Symbol('access');

export type Access = { readonly open: true } | { readonly open: false; readonly roles: readonly Role[] };

/** Roles that work on cases; administrators see none (design §10). */
export const caseRoles: readonly Role[] = [
  'county-office',
  'supervisor',
  'leader',
  'field-cadre',
  'first-secretary',
  'instructor',
  'township-office',
  'village-clerk',
  'handler',
  'head',
];

/** Outside the offices: who takes up needs sees what is assigned to the own organisation, a resident the own requests. */
export const outsideRoles: readonly Role[] = ['partner', 'volunteer', 'resident'];

export const administrators: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** Whoever has an account: for what is a person's own. */
export const everybody: readonly Role[] = [...caseRoles, ...outsideRoles, ...administrators];

/** Open to strangers: health, and signing in. */
export const OpenToStrangers = () => SetMetadata(ACCESS, { open: true } satisfies Access);

/** The roles that may call a route. A route that says nothing is closed to all. */
export const AllowedTo = (...roles: readonly Role[]) => SetMetadata(ACCESS, { open: false, roles } satisfies Access);

export const DURING_ENROLMENT = Symbol('during enrolment');
/** Reachable by somebody who has to enrol a second factor and has none yet. */
export const DuringEnrolment = () => SetMetadata(DURING_ENROLMENT, true);

export const BY_SESSION_ONLY = Symbol('by session only');
/** Closed to API tokens: what decides who may come in. */
export const BySessionOnly = () => SetMetadata(BY_SESSION_ONLY, true);
