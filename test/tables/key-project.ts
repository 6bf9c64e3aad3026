import { type Role } from '../support/tables/cast.js';
import { none, type Row, type Table } from './table.js';

// Written by hand from the binding description of the actions, not from the case type: the two check each other.

const office = ['countyOffice', 'secondOfOffice'] as const;
const lead = ['leadHandler', 'leadHead'] as const;
const team: Role[] = ['projectLeader', ...lead];
const countyLeaders: Role[] = ['chief', 'countyLeader'];
const around: Role[] = [
  ...([...office, 'supervisor', 'townshipOffice', 'linkedLeader', 'clerk'] as const),
  ...(['fieldCadre', 'firstSecretary', 'instructor', ...team] as const),
];
/** With the department that co-signed. */
const takingPart: Role[] = [...around, 'coHandler'];

const working = ['approved', 'under-way'];
const afterApproval = [...working, 'reviewing', 'finished', 'suspended'];
const anyOpen = ['proposed', ...afterApproval];

/** A situation of a working state, in both. */
const when = (...situations: string[]) => working.flatMap((state) => situations.map((one) => `${state}: ${one}`));

/** An action of the team on a part, where there is one; elsewhere there is none to act on. */
function ofTheTeam(by: readonly Role[], ...situations: string[]): Row[] {
  return [
    { in: when(...situations), by },
    { in: working, held: by },
  ];
}

export const keyProject: Table = {
  open: [{ in: [none], by: ['linkedLeader', ...countyLeaders, 'townshipOffice', ...office] }],
  found: [{ in: [none], by: countyLeaders }],
  approve: [{ in: ['proposed'], by: countyLeaders }],
  reject: [{ in: ['proposed'], by: countyLeaders }],
  'ask-signature': [{ in: working, by: team }],
  // each co-signing department for itself
  sign: [
    { in: when('signature asked'), by: ['coHandler'] },
    { in: working, held: ['coHandler'] },
  ],
  'raise-objection': [
    { in: when('signature asked'), by: ['coHandler'] },
    { in: working, held: ['coHandler'] },
  ],
  // whose silence it is only the timer of that department says: no form asks for it
  'note-silence': [{ in: [...working, ...when('signature asked')], held: ['system'] }],
  begin: [
    { in: ['approved'], by: team },
    { in: ['approved: signature asked'], held: team },
  ],
  'plan-milestone': [{ in: working, by: team }],
  'replan-milestone': ofTheTeam(['projectLeader'], 'milestone planned'),
  'reach-milestone': ofTheTeam(team, 'milestone planned'),
  'add-funding': [{ in: working, by: team }],
  'commit-funding': [...ofTheTeam(team, 'funding estimated'), { in: when('commitment to be agreed'), held: team }],
  'pay-funding': [...ofTheTeam(team, 'funding committed'), { in: when('funding estimated'), held: team }],
  'describe-need': [{ in: working, by: team }],
  'ask-supplier': ofTheTeam(team, 'need described'),
  // whom the team asked: a partner, or a department
  'offer-match': [
    { in: when('supplier asked'), by: ['partner'], held: ['coHandler'] },
    { in: working, held: ['coHandler'] },
  ],
  'accept-match': [...ofTheTeam(team, 'match offered'), { in: when('supplier asked'), held: team }],
  'decline-match': ofTheTeam(team, 'match offered', 'supplier asked'),
  note: [
    { in: ['proposed'], by: [...around, ...countyLeaders] },
    { in: afterApproval, by: [...takingPart, ...countyLeaders] },
    { in: when('supplier asked'), by: [...takingPart, ...countyLeaders, 'partner'] },
  ],
  'request-suspension': [
    { in: working, by: team },
    { in: when('suspension asked'), held: team },
  ],
  decide: [
    {
      in: when('commitment to be agreed'),
      by: ['projectLeader', 'leadHead', 'supervisor', 'chief'],
      held: ['leadHandler'],
    },
    { in: when('suspension asked'), by: [...countyLeaders, 'supervisor'], held: lead },
    { in: [...when('to be stopped'), 'reviewing: to be stopped'], by: ['chief', 'supervisor'], held: ['countyLeader'] },
    // where nothing was asked
    { in: ['proposed'], held: [...around, ...countyLeaders] },
    { in: afterApproval, held: [...takingPart, ...countyLeaders] },
  ],
  resume: [{ in: ['suspended'], by: [...countyLeaders, ...office, 'supervisor', 'system'] }],
  report: [
    { in: ['under-way'], by: ['projectLeader'] },
    { in: ['under-way: milestone planned'], held: ['projectLeader'] },
  ],
  'approve-report': [{ in: ['reviewing'], by: ['supervisor'] }],
  'reject-report': [{ in: ['reviewing'], by: ['supervisor'] }],
  stop: [
    { in: [...working, 'suspended', 'reviewing'], by: countyLeaders },
    { in: [...when('to be stopped'), 'reviewing: to be stopped'], held: countyLeaders },
  ],
  urge: [{ in: anyOpen, by: [...office, 'supervisor', ...countyLeaders] }],
  acknowledge: [
    { in: ['proposed: overdue'], by: [...around, ...countyLeaders] },
    { in: [...when('overdue'), 'reviewing: overdue'], by: [...takingPart, ...countyLeaders] },
    { in: ['proposed'], held: [...around, ...countyLeaders] },
    { in: afterApproval, held: [...takingPart, ...countyLeaders] },
  ],
  'issue-order': [
    { in: when('draft order'), by: ['supervisor'] },
    { in: anyOpen, held: ['supervisor'] },
  ],
  'drop-order': [
    { in: when('draft order'), by: ['supervisor'] },
    { in: anyOpen, held: ['supervisor'] },
  ],
  archive: [{ in: ['finished'], by: ['system'] }],
};
