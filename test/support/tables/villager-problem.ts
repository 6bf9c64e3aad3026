import { type Situations } from './situations.js';
import { Stage } from './stage.js';

/** A stage for problems, with another open one that a case can be merged into. */
export async function problemStage(): Promise<Stage> {
  const stage = new Stage('villager-problem', {
    ...{ title: '水渠漏水', text: '村口水渠漏水', category: 'farmland-irrigation', urgency: 'normal', tier: 'B' },
    ...{ lead: 'u-water', head: 'leadHead', coHandler: 'u-roads', 'dispatch.coHandlers': ['u-roads'] },
    ...{ on: '2026-11-23', reviewOn: '2027-01-04', recheckOn: '2027-01-04', span: '5wd' },
    ...{ 'report.head': 'leadHead', 'set-urgency.urgency': 'urgent', parts: [{ title: '另一段', text: '另一段也漏' }] },
    ...{ 'set-confidential.summary': '水渠问题', satisfaction: 'yes' },
    ...{ 'callback.contacted': true, 'callback.solved': true, 'callback.satisfaction': 'yes' },
    ...{ 'convert.title': '水渠改造', 'convert.leader': 'projectLeader', 'convert.lead': 'u-water' },
    // of a case solved on the spot, which has no unit to give it back to
    'reopen.lead': 'u-water',
  });
  await stage.does('clerk', 'open');
  const survivor = stage.story!.id;
  stage.story = null;
  return stage.knowing({ survivor });
}

/** What the office does here is done by its second person, so that the first has taken no part. */
export const problemSituations: Situations = {
  none: { by: () => Promise.resolve() },
  registered: { by: (s) => s.does('resident', 'open') },
  'registered: to be declined': { from: 'registered', by: (s) => s.does('townshipOffice', 'decline') },
  'registered: overdue': { from: 'registered', by: (s) => s.until('2026-11-26 09:00') },
  accepted: { from: 'registered', by: (s) => s.does('townshipOffice', 'accept') },
  'accepted: tier C': { from: 'registered', by: (s) => s.does('townshipOffice', 'accept', { tier: 'C' }) },
  'accepted: to be merged': { from: 'accepted', by: (s) => s.does('secondOfOffice', 'merge') },
  'accepted: overdue': { from: 'accepted', by: (s) => s.until('2026-11-26 09:00') },
  'dispatched: answer owed': { from: 'accepted', by: (s) => s.does('secondOfOffice', 'dispatch') },
  dispatched: { from: 'dispatched: answer owed', by: (s) => s.does('coHandler', 'answer') },
  'dispatched: too late to return': {
    from: 'handling: overdue',
    by: (s) => s.does('secondOfOffice', 'transfer', { handler: 'leadHandler' }),
  },
  'handling: answer owed': { from: 'dispatched: answer owed', by: (s) => s.does('leadHandler', 'receive') },
  handling: { from: 'dispatched', by: (s) => s.does('leadHandler', 'receive') },
  'handling: overdue': { from: 'handling', by: (s) => s.until('2026-12-08 09:00') },
  'handling: draft order': { from: 'handling', by: (s) => s.until('2026-12-10 09:00') },
  'handling: tier A': { from: 'handling', by: (s) => s.does('secondOfOffice', 'set-tier', { tier: 'A' }) },
  'handling: extension asked': { from: 'handling', by: (s) => s.does('leadHandler', 'request-extension') },
  'handling: second extension asked': {
    from: 'handling: extension asked',
    by: async (s) => {
      await s.does('secondOfOffice', 'decide');
      await s.does('leadHandler', 'request-extension');
    },
  },
  'handling: suspension asked': { from: 'handling', by: (s) => s.does('leadHandler', 'request-suspension') },
  'handling: to be voided': { from: 'handling', by: (s) => s.does('secondOfOffice', 'void') },
  'handling: proposed': { from: 'handling', by: (s) => s.does('leadHead', 'propose') },
  'handling: designated': {
    from: 'returned',
    by: async (s) => {
      await s.does('supervisor', 'designate');
      await s.does('leadHandler', 'receive');
    },
  },
  returned: { from: 'handling', by: (s) => s.does('leadHandler', 'return') },
  'returned: answer owed': { from: 'handling: answer owed', by: (s) => s.does('leadHandler', 'return') },
  'returned: overdue': { from: 'returned', by: (s) => s.until('2026-11-26 09:00') },
  'returned: tier C': {
    from: 'accepted: tier C',
    by: async (s) => {
      await s.does('townshipOffice', 'dispatch');
      await s.does('leadHead', 'return');
    },
  },
  'returned: third time': {
    from: 'returned',
    by: async (s) => {
      for (const _ of [2, 3]) {
        await s.does('secondOfOffice', 'dispatch', { coHandlers: [] });
        await s.does('leadHandler', 'return');
      }
    },
  },
  reviewing: { from: 'handling', by: (s) => s.does('leadHandler', 'report') },
  'reviewing: overdue': { from: 'reviewing', by: (s) => s.until('2026-11-30 09:00') },
  'reviewing: not yet possible': {
    from: 'handling',
    by: (s) => s.does('leadHandler', 'report', { outcome: 'not-yet-possible' }),
  },
  'reviewing: deferral asked': {
    from: 'reviewing: not yet possible',
    by: (s) => s.does('secondOfOffice', 'defer'),
  },
  'reviewing: explained, to be approved': {
    from: 'handling',
    by: async (s) => {
      await s.does('leadHandler', 'report', { outcome: 'explained' });
      await s.does('secondOfOffice', 'approve-report');
    },
  },
  verifying: { from: 'reviewing', by: (s) => s.does('secondOfOffice', 'approve-report') },
  'verifying: satisfied': { from: 'verifying', by: (s) => s.does('firstSecretary', 'callback') },
  'verifying: dissatisfied': {
    from: 'verifying',
    by: (s) => s.does('firstSecretary', 'callback', { satisfaction: 'no' }),
  },
  'verifying: overdue': { from: 'verifying', by: (s) => s.until('2026-12-04 09:00') },
  completed: { from: 'verifying: satisfied', by: (s) => s.does('secondOfOffice', 'complete') },
  'completed: confirmed': { from: 'completed', by: (s) => s.does('linkedLeader', 'confirm') },
  'completed: unanswered': { from: 'completed', by: (s) => s.until('2026-11-26 09:00') },
  'completed: drawn for a callback': { by: (s) => s.does('fieldCadre', 'complete-on-the-spot') },
  'completed: objected to': { from: 'completed', by: (s) => s.does('resident', 'object') },
  'completed: overdue': { from: 'completed', by: (s) => s.until('2026-12-04 09:00') },
  cleared: { from: 'completed: confirmed', by: (s) => s.does('supervisor', 'clear') },
  archived: { from: 'declined', by: (s) => s.does('townshipOffice', 'told') },
  declined: { from: 'registered: to be declined', by: (s) => s.does('secondOfOffice', 'decide') },
  'declined: objected to': { from: 'declined', by: (s) => s.does('resident', 'object-to-declining') },
  'declined: overdue': { from: 'declined', by: (s) => s.until('2026-12-10 09:00') },
  suspended: { from: 'handling: suspension asked', by: (s) => s.does('supervisor', 'decide') },
  deferred: { from: 'reviewing: deferral asked', by: (s) => s.does('linkedLeader', 'decide') },
  'deferred: proposed': { from: 'deferred', by: (s) => s.does('linkedLeader', 'propose') },
  'in-project': { from: 'handling: proposed', by: (s) => s.does('chief', 'convert') },
  'in-project: overdue': { from: 'in-project', by: (s) => s.until('2026-12-28 09:00') },
  redirected: { from: 'registered', by: (s) => s.does('secondOfOffice', 'redirect') },
  merged: { from: 'accepted: to be merged', by: (s) => s.does('countyOffice', 'decide') },
  voided: { from: 'handling: to be voided', by: (s) => s.does('countyOffice', 'decide') },
};
