import { type Situation, type Situations } from './situations.js';
import { Stage } from './stage.js';

/** A stage for key projects. */
export function projectStage(): Promise<Stage> {
  return Promise.resolve(
    new Stage('key-project', {
      ...{
        title: '饮水管网延伸',
        text: '从镇区接管 4 公里',
        category: 'roads',
        lead: 'u-water',
        leader: 'projectLeader',
      },
      ...{ plannedOn: '2026-12-04', reachedOn: '2026-11-23', reviewOn: '2026-12-14', coSigners: ['u-roads'] },
      ...{ 'approve.coSigners': ['u-roads'] },
      ...{ estimated: 400_000, committed: 300_000, paid: 100_000, organisation: 'u-partner' },
    }),
  );
}

/** What can be under way in a project in either of its working states. */
const atWork = (state: string): Record<string, Situation> => ({
  [`${state}: signature asked`]: { from: state, by: (s) => s.does('leadHandler', 'ask-signature') },
  [`${state}: milestone planned`]: { from: state, by: (s) => s.does('leadHandler', 'plan-milestone') },
  [`${state}: funding estimated`]: { from: state, by: (s) => s.does('leadHandler', 'add-funding') },
  [`${state}: commitment to be agreed`]: {
    from: `${state}: funding estimated`,
    by: (s) => s.does('leadHandler', 'commit-funding'),
  },
  [`${state}: funding committed`]: {
    from: `${state}: commitment to be agreed`,
    by: (s) => s.does('leadHead', 'decide'),
  },
  [`${state}: need described`]: { from: state, by: (s) => s.does('leadHandler', 'describe-need') },
  [`${state}: supplier asked`]: { from: `${state}: need described`, by: (s) => s.does('leadHandler', 'ask-supplier') },
  [`${state}: match offered`]: { from: `${state}: supplier asked`, by: (s) => s.does('partner', 'offer-match') },
  [`${state}: suspension asked`]: { from: state, by: (s) => s.does('leadHandler', 'request-suspension') },
  [`${state}: to be stopped`]: { from: state, by: (s) => s.does('countyLeader', 'stop') },
  [`${state}: overdue`]: { from: `${state}: milestone planned`, by: (s) => s.until('2026-12-07 09:00') },
  [`${state}: draft order`]: { from: `${state}: milestone planned`, by: (s) => s.until('2026-12-09 09:00') },
});

export const projectSituations: Situations = {
  none: { by: () => Promise.resolve() },
  proposed: { by: (s) => s.does('linkedLeader', 'open') },
  'proposed: overdue': { from: 'proposed', by: (s) => s.until('2026-12-02 09:00') },
  // the department that was asked has signed, and so knows the project
  approved: {
    from: 'proposed',
    by: async (s) => {
      await s.does('chief', 'approve');
      await s.does('coHandler', 'sign');
    },
  },
  ...atWork('approved'),
  'under-way': { from: 'approved', by: (s) => s.does('leadHandler', 'begin') },
  ...atWork('under-way'),
  reviewing: { from: 'under-way', by: (s) => s.does('projectLeader', 'report') },
  'reviewing: overdue': { from: 'reviewing', by: (s) => s.until('2026-12-02 09:00') },
  'reviewing: to be stopped': { from: 'reviewing', by: (s) => s.does('countyLeader', 'stop') },
  finished: { from: 'reviewing', by: (s) => s.does('supervisor', 'approve-report') },
  archived: { from: 'finished', by: (s) => s.until('2026-12-28 09:00') },
  suspended: { from: 'under-way: suspension asked', by: (s) => s.does('chief', 'decide') },
  rejected: { from: 'proposed', by: (s) => s.does('chief', 'reject') },
  stopped: { from: 'under-way: to be stopped', by: (s) => s.does('chief', 'decide') },
};
