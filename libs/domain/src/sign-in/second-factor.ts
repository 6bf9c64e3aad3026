import { type Role } from '../party/index.js';

/** Who can change how the system works, or strike cases off, needs more than a password (design §10). */
const demanding: ReadonlySet<Role> = new Set(['system-admin', 'security-admin', 'audit-admin', 'supervisor']);

/** Whether one of these roles may be used only by somebody who signs in with a second factor. */
export function needsSecondFactor(roles: Iterable<Role>): boolean {
  return [...roles].some((role) => demanding.has(role));
}
