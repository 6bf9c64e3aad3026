import { type Role } from '../support/tables/cast.js';
import { none, type Table } from './table.js';

// Written by hand from the binding description of the actions, not from the case type: the two check each other.

const office = ['countyOffice', 'secondOfOffice'] as const;
const lead = ['leadHandler', 'leadHead'] as const;
/** Registering is everybody's who meets villagers. */
const onVisits: Role[] = ['clerk', 'fieldCadre', 'firstSecretary', 'instructor'];
/** "Leader" without more: the village's own, and the one above all. */
const leaders = ['linkedLeader', 'chief'] as const;
/** "Anyone taking part": the offices, who is linked to the village, and, once there is one, lead and co-handlers. */
const around: Role[] = [...office, 'supervisor', 'townshipOffice', 'linkedLeader', ...onVisits];
const takingPart: Role[] = [...around, ...lead, 'coHandler'];

const beforeDispatch = ['registered', 'accepted', 'declined'];
const withTheLead = ['dispatched', 'handling', 'returned'];
const dispatchedOnce = [...withTheLead, 'reviewing', 'verifying', 'completed', 'cleared', 'suspended', 'deferred'];
const anyOpen = [...beforeDispatch, ...dispatchedOnce, 'in-project'];

/** Who takes part, in each open state. */
const byThoseWhoTakePart = [
  { in: beforeDispatch, by: [...around, 'import'] as Role[] },
  { in: dispatchedOnce, by: [...takingPart, 'import'] as Role[] },
  { in: ['in-project'], by: [...takingPart, 'projectLeader', 'import'] as Role[] },
];

/** Above the office nobody is barred from agreeing: the supervisor, and the leader above. */
const above: Role[] = ['supervisor', 'chief'];

export const villagerProblem: Table = {
  open: [{ in: [none], by: [...onVisits, ...leaders, 'townshipOffice', ...office, 'resident', 'neighbour', 'import'] }],
  // what a ledger says was solved comes in by the ledger's own actions
  'complete-on-the-spot': [{ in: [none], by: [...onVisits, ...leaders, 'townshipOffice', ...office] }],
  'take-over': [{ in: [none], by: ['import'] }],
  'take-over-undispatched': [{ in: [none], by: ['import'] }],
  'take-over-completed': [{ in: [none], by: ['import'] }],
  accept: [{ in: ['registered'], by: ['townshipOffice', ...office] }],
  decline: [
    { in: ['registered'], by: ['townshipOffice', ...office] },
    { in: ['registered: to be declined'], held: ['townshipOffice', ...office] },
  ],
  told: [{ in: ['declined'], by: ['townshipOffice', ...office] }],
  redirect: [{ in: ['registered', 'accepted', 'handling'], by: office }],
  dispatch: [
    { in: ['accepted', 'returned'], by: office },
    { in: ['accepted: tier C', 'returned: tier C'], by: ['townshipOffice', ...office] },
    { in: ['returned: third time'], held: office },
  ],
  // the system at the receipt's due, a ledger in the lead's name
  receive: [{ in: ['dispatched'], by: [...lead, 'system', 'import'] }],
  return: [
    { in: ['dispatched', 'handling'], by: lead },
    { in: ['handling: designated', 'handling: overdue', 'dispatched: too late to return'], held: lead },
  ],
  designate: [{ in: ['returned', 'returned: third time'], by: ['supervisor'] }],
  transfer: [{ in: ['dispatched', 'handling'], by: [...office, 'leadHead'] }],
  answer: [
    { in: ['dispatched: answer owed', 'handling: answer owed', 'returned: answer owed'], by: ['coHandler'] },
    { in: withTheLead, held: ['coHandler'] },
  ],
  overrule: [
    { in: ['dispatched: answer owed', 'handling: answer owed', 'returned: answer owed'], by: ['leadHead', ...office] },
    { in: withTheLead, held: ['leadHead', ...office] },
  ],
  note: byThoseWhoTakePart,
  'request-extension': [
    { in: ['handling'], by: lead },
    { in: ['handling: extension asked', 'handling: overdue'], held: lead },
  ],
  'request-suspension': [
    { in: ['handling'], by: lead },
    { in: ['handling: suspension asked'], held: lead },
  ],
  decide: [
    { in: ['registered: to be declined'], by: [...office, ...above], held: ['townshipOffice'] },
    { in: ['accepted: to be merged'], by: ['countyOffice', ...above], held: ['secondOfOffice'] },
    // the first extension is the office's, the second the supervisor's; neither is the applicant's unit's
    { in: ['handling: extension asked'], by: [...office, ...above], held: lead },
    { in: ['handling: second extension asked', 'handling: suspension asked'], by: above, held: lead },
    { in: ['handling: to be voided'], by: ['countyOffice', ...above], held: ['secondOfOffice'] },
    { in: ['reviewing: deferral asked'], by: ['linkedLeader', ...above], held: office },
    { in: ['reviewing: explained, to be approved'], by: ['countyOffice', ...above], held: ['secondOfOffice'] },
    // somebody who took no part
    {
      in: ['completed: objected to'],
      by: ['countyOffice', ...above],
      held: ['secondOfOffice', 'townshipOffice', 'leadHandler'],
    },
    { in: ['declined: objected to'], by: ['countyOffice', ...above], held: ['secondOfOffice', 'townshipOffice'] },
    // where nothing was asked
    { in: beforeDispatch, held: [...around, 'chief'] },
    { in: dispatchedOnce, held: [...takingPart, 'chief'] },
    { in: ['in-project'], held: [...takingPart, 'projectLeader', 'chief'] },
  ],
  resume: [{ in: ['suspended', 'deferred', 'in-project'], by: [...office, 'supervisor', 'system'] }],
  report: [
    { in: ['handling', 'handling: tier A', 'in-project'], by: [...lead, 'import'] },
    { in: ['handling: answer owed'], by: ['import'], held: lead },
  ],
  'approve-report': [
    { in: ['reviewing'], by: office },
    { in: ['reviewing: not yet possible'], held: office },
  ],
  'reject-report': [{ in: ['reviewing', 'reviewing: not yet possible'], by: office }],
  defer: [
    { in: ['reviewing: not yet possible'], by: office },
    { in: ['reviewing'], held: office },
  ],
  propose: [{ in: ['handling', 'deferred'], by: ['linkedLeader', 'leadHead'] }],
  convert: [
    { in: ['handling: proposed', 'deferred: proposed'], by: ['chief', 'countyLeader'] },
    { in: ['handling', 'deferred'], held: ['chief', 'countyLeader'] },
  ],
  callback: [
    {
      in: ['verifying', 'verifying: satisfied', 'completed: drawn for a callback'],
      by: [...office, 'townshipOffice', 'firstSecretary', 'instructor'],
    },
    {
      in: ['completed', 'verifying: dissatisfied'],
      held: [...office, 'townshipOffice', 'firstSecretary', 'instructor'],
    },
  ],
  complete: [
    { in: ['verifying: satisfied'], by: office },
    { in: ['verifying', 'verifying: dissatisfied'], held: office },
  ],
  confirm: [
    { in: ['completed'], by: ['linkedLeader'] },
    { in: ['completed: confirmed'], held: ['linkedLeader'] },
  ],
  clear: [
    { in: ['completed: confirmed', 'completed: unanswered'], by: ['supervisor'] },
    { in: ['completed', 'completed: objected to', 'completed: drawn for a callback'], held: ['supervisor'] },
  ],
  reopen: [{ in: ['verifying', 'completed', 'cleared'], by: [...office, 'supervisor'] }],
  // the clerk speaks for a requester without an account
  object: [{ in: ['completed', 'cleared'], by: ['resident', 'clerk', ...lead] }],
  'object-to-declining': [{ in: ['declined'], by: ['resident', 'clerk'] }],
  'refuse-demand': [
    { in: ['verifying: dissatisfied'], by: office },
    { in: ['verifying'], held: office },
  ],
  merge: [
    { in: ['registered', 'accepted', 'dispatched', 'handling'], by: office },
    { in: ['accepted: to be merged'], held: office },
  ],
  split: [{ in: ['registered', 'accepted', 'handling'], by: office }],
  void: [
    { in: anyOpen, by: office },
    { in: ['handling: to be voided'], held: office },
  ],
  // acceptance sets the tier, so before it there is none to change
  'set-tier': [
    { in: ['accepted', ...withTheLead, 'reviewing', 'verifying', 'suspended', 'deferred', 'in-project'], by: office },
  ],
  'set-urgency': [
    {
      in: ['registered', 'accepted', ...withTheLead, 'reviewing', 'verifying', 'suspended', 'deferred', 'in-project'],
      by: [...office, ...leaders, 'supervisor'],
    },
  ],
  urge: [{ in: anyOpen, by: [...office, 'supervisor', 'linkedLeader'] }],
  acknowledge: [
    { in: ['registered: overdue', 'accepted: overdue', 'declined: overdue'], by: [...around, 'chief'] },
    {
      in: [
        ...['dispatched: too late to return', 'handling: overdue', 'returned: overdue'],
        ...['reviewing: overdue', 'verifying: overdue', 'completed: overdue'],
      ],
      by: [...takingPart, 'chief'],
    },
    { in: ['in-project: overdue'], by: [...takingPart, 'projectLeader', 'chief'] },
    { in: beforeDispatch, held: [...around, 'chief'] },
    { in: dispatchedOnce, held: [...takingPart, 'chief'] },
    { in: ['in-project'], held: [...takingPart, 'projectLeader', 'chief'] },
  ],
  'issue-order': [
    { in: ['handling: draft order'], by: ['supervisor'] },
    { in: anyOpen, held: ['supervisor'] },
  ],
  'drop-order': [
    { in: ['handling: draft order'], by: ['supervisor'] },
    { in: anyOpen, held: ['supervisor'] },
  ],
  'set-confidential': [{ in: anyOpen, by: [...office, 'townshipOffice'] }],
  'name-accused': [{ in: anyOpen, by: [...office, 'townshipOffice', 'supervisor'] }],
  archive: [{ in: ['cleared'], by: ['system'] }],
};
