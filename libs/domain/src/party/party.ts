import { type Role } from './posting.js';

/**
 * A place in the hierarchy around a case. State definitions, actions and ladders name parties; who fills one is
 * looked up in the directory at the instant of the question (`whoIs`).
 */
export const parties = [
  'handler',
  'head',
  'lead-unit',
  'co-handler',
  'linked-leader',
  'township-office',
  'county-office',
  'county-supervisor',
  'leader-above',
  'duty-leader',
  'county-leader-on-duty',
  'head-of-duty',
  'village-clerk',
  'field-cadre',
  'first-secretary',
  'instructor',
  'resident',
  'requester',
  'county-leader',
  'project-leader',
  'part-unit',
  'decliner',
  'applicant',
  'taking-part',
  'waited-on',
  'level-above',
  'supervisor-or-above',
  'system',
  'import',
] as const;

export type Party = (typeof parties)[number];

/** The offices through which a case goes, from the lowest to the one that ends every chain (actions.md). */
export const offices = ['township-office', 'county-office', 'county-supervisor', 'leader-above'] as const;

/** Whom a case can never wait on or tell: nobody is looked up for them. */
export const neverAsked: ReadonlySet<Party> = new Set(['applicant', 'resident', 'taking-part', 'system', 'import']);

/** Which parties follow from whom the case waits on, so that it cannot wait on them. */
export const followWhoIsWaitedOn: ReadonlySet<Party> = new Set(['waited-on', 'level-above', 'supervisor-or-above']);

/** As whom no person ever acts. */
export const neverAct: ReadonlySet<Party> = new Set(['applicant', 'system', 'import', ...followWhoIsWaitedOn]);

/** Who acts for a unit that has a part in a case: a department's handler or head, or a partner organisation's person. */
export const actsForAPart: readonly Role[] = ['handler', 'head', 'partner'];

export function isParty(name: string): name is Party {
  return (parties as readonly string[]).includes(name);
}
