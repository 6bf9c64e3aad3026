import { describe, expect, it } from '@jest/globals';
import { headlineOf } from '#domain';
import { projectSituations, projectStage } from '../support/tables/key-project.js';
import { bring } from '../support/tables/situations.js';
import { project as definition, type StoryCase, World } from '../support/world/world.js';

const newProject = {
  title: '饮水管网延伸',
  text: '从镇区接管 4 公里',
  leader: 'leader',
  lead: 'u-water',
  blocker: 'money',
};

/** A problem that fails for lack of money, and the project that it became on 2026-11-23. */
async function converted(world: World): Promise<{ story: StoryCase; project: StoryCase }> {
  const story = await world.dispatched();
  await story.does('waterHandler', 'receive');
  await story.does('waterHead', 'propose', { blocker: 'money', reason: '要四十万' });
  await story.does('chief', 'convert', newProject);
  return { story, project: world.story(story.record.facts.links[0]?.caseId) };
}

describe('a problem that becomes a key project', () => {
  it('is proposed by leader or head, approved by a county leader, and waits on the project’s lead leader', async () => {
    const world = World.on('2026-11-23 09:00');
    const early = await world.dispatched();
    await early.does('waterHandler', 'receive');
    expect(await early.refusal('chief', 'convert', newProject)).toBe('not-proposed');
    expect(await early.refusal('waterHandler', 'propose', { blocker: 'money', reason: '缺钱' })).toBe('not-your-part');

    const { story, project } = await converted(world);
    expect([story.state, story.due('news'), story.clock('handling')?.status, story.clock('contact')?.status]).toEqual([
      'in-project',
      '2026-12-24 00:00',
      'paused',
      'stopped',
    ]);
    expect(story.record.facts.projectLeaderId).toBe('leader');
    expect([project.state, project.record.typeCode, project.record.facts.leaderId]).toEqual([
      'approved',
      'key-project',
      'leader',
    ]);
    expect(project.record.facts.links).toEqual([{ kind: 'serves', caseId: story.id }]);
    expect(project.told('waterHandler')).toContain('action:found');
    expect(world.store.texts.get(project.id)?.map(({ kind, body }) => [kind, body])).toEqual([
      ['title', '饮水管网延伸'],
      ['text', '从镇区接管 4 公里'],
    ]);
    expect([story.folded(), project.folded()]).toEqual([story.record.facts, project.record.facts]);
  });

  it('serves several cases; one that is over takes no more', async () => {
    const world = World.on('2026-11-23 09:00');
    const { project } = await converted(world);
    const second = await world.dispatched();
    await second.does('waterHandler', 'receive');
    await second.does('leader', 'propose', { blocker: 'money', reason: '同一条管' });
    expect(await second.refusal('chief', 'convert', { title: '只有名称' })).toBe('project-missing');
    await second.does('chief', 'convert', { project: project.id });
    expect(project.record.facts.links).toHaveLength(2);
    expect(second.record.facts.projectLeaderId).toBe('leader');
    await project.does('chief', 'stop', { reason: '并入省里的工程' });
    await project.decides('supervisor');
    expect([project.state, second.told('leader').filter((one) => one.includes('project-ended'))]).toEqual([
      'stopped',
      ['action:project-ended'],
    ]);
    const third = await world.dispatched();
    await third.does('waterHandler', 'receive');
    await third.does('leader', 'propose', { blocker: 'money', reason: '还是这条管' });
    expect(await third.refusal('chief', 'convert', { project: project.id })).toBe('case-is-over');
  });

  it('tells each requester news every thirty days, from the project or from the case', async () => {
    const world = World.on('2026-11-23 09:00');
    const { story, project } = await converted(world);
    await world.until('2026-12-10 10:00');
    await project.does('leader', 'note', { text: '已完成勘测', contacted: true });
    expect([story.due('news'), project.due('news')]).toEqual(['2027-01-12 00:00', '2027-01-12 00:00']);
    await world.until('2027-01-14 10:00');
    expect(story.told('leader').some((one) => one.startsWith('news due'))).toBe(true);
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('is not granted by the leader who proposed it, but where nobody stands above', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    await story.does('waterHandler', 'receive');
    await story.does('leader', 'propose', { blocker: 'money', reason: '缺钱' });
    expect(await story.refusal('leader', 'convert', newProject)).toBe('second-person-must-differ');
    await story.does('chief', 'convert', newProject);
  });

  it('hears no more of the project once it has left it', async () => {
    const world = World.on('2026-11-23 09:00');
    const { story, project } = await converted(world);
    await story.does('countyOffice', 'resume');
    const before = story.record.version;
    await project.does('leader', 'note', { text: '已勘测', contacted: true });
    expect(story.record.version).toBe(before);
  });

  it('goes back to its handler by resume, or on by report', async () => {
    const world = World.on('2026-11-23 09:00');
    const { story } = await converted(world);
    await story.does('countyOffice', 'resume', { reason: '资金另有着落' });
    expect([story.state, story.record.facts.projectLeaderId, story.clock('news')?.status]).toEqual([
      'handling',
      null,
      'stopped',
    ]);
    const { story: other } = await converted(world);
    await other.does('waterHandler', 'report', { outcome: 'solved', text: '管网已通水' });
    expect(other.state).toBe('reviewing');
  });
});

describe('a problem that comes back into the same project', () => {
  it('is served by it once: news reaches it, and so does the end', async () => {
    const world = World.on('2026-11-23 09:00');
    const { story, project } = await converted(world);
    await story.does('countyOffice', 'resume', { reason: '资金另有着落' });
    await story.does('waterHead', 'propose', { blocker: 'money', reason: '又落空了' });
    await story.does('chief', 'convert', { project: project.id });
    expect(project.record.facts.links).toEqual([{ kind: 'serves', caseId: story.id }]);
    await project.does('leader', 'note', { text: '已完成勘测', contacted: true });
    expect(world.store.events.get(story.id)?.filter(({ kind }) => kind === 'news')).toHaveLength(1);
    expect([story.folded(), project.folded()]).toEqual([story.record.facts, project.record.facts]);
  });
});

describe('a complaint that becomes a key project', () => {
  it('is not led by the accused unit, and the project keeps it out too', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched({ accusedUnit: 'u-roads' });
    await story.does('waterHandler', 'receive');
    await story.does('waterHead', 'propose', { blocker: 'money', reason: '要四十万' });
    expect(await story.refusal('chief', 'convert', { ...newProject, lead: 'u-roads' })).toBe(
      'accused-sits-in-the-unit',
    );
    await story.does('chief', 'convert', newProject);
    const project = world.story(story.record.facts.links[0]?.caseId);
    expect(project.record.facts.accusedOrganisationId).toBe('u-roads');
  });
});

describe('a key project', () => {
  const proposal = {
    title: '乡村公路拓宽',
    text: '三公里会车困难',
    villageCode: '350123102201',
    category: 'roads',
    blocker: 'money',
    leader: 'leader',
    lead: 'u-roads',
  };
  const proposed = (world: World) => world.openOf('key-project', 'leader', 'open', proposal);

  async function approved(world: World, coSigners: string[] = []): Promise<StoryCase> {
    const story = await proposed(world);
    await story.does('chief', 'approve', { coSigners });
    return story;
  }

  it('is approved within five days, or those above are told', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await proposed(world);
    expect([story.state, story.due('approval')]).toEqual(['proposed', '2026-11-30 17:30']);
    await world.until('2026-12-01 18:00');
    expect(story.told('chief').some((one) => one.startsWith('approval due'))).toBe(true);
    await story.does('leader', 'reject', { reason: '重复立项' });
    expect(story.state).toBe('rejected');
  });

  it('records the silence of a co-signing department after two working days', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world, ['u-water', 'u-supervision']);
    expect(story.told('waterHead')).toContain('action:approve');
    expect(await story.refusal('roadsHandler', 'begin')).toBe('signatures-awaited');
    const [water, other] = story.record.facts.parts;
    expect(await story.refusal('waterHandler', 'sign', { part: other!.id })).toBe('another-units-part');
    await story.does('waterHandler', 'sign', { part: water!.id });
    expect(await story.refusal('waterHead', 'sign', { part: water!.id })).toBe('part-is-elsewhere');
    await world.until('2026-11-25 17:30');
    expect(story.record.facts.parts.map(({ state }) => state)).toEqual(['signed', 'silent']);
    expect(story.told('leader')).toContain('action:note-silence');
    await story.does('roadsHandler', 'begin');
    expect(story.state).toBe('under-way');
    expect(story.folded()).toEqual(story.record.facts);
  });

  it('is late where its next milestone is, and climbs the ladder there', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world);
    await story.does('roadsHandler', 'plan-milestone', { title: '完成招标', plannedOn: '2026-12-04' });
    await story.does('roadsHandler', 'plan-milestone', { title: '开工', plannedOn: '2026-12-21' });
    expect(await story.refusal('roadsHandler', 'plan-milestone', { title: '昨天', plannedOn: '2026-11-22' })).toBe(
      'planned-in-the-past',
    );
    await story.does('roadsHandler', 'begin');
    const shown = () => headlineOf(definition.type, story.record.clocks, story.state);
    expect([shown().dueClock, shown().dueAt?.toString()]).toEqual(['milestone', '2026-12-04T09:30:00Z']);
    await world.until('2026-12-08 18:00');
    expect([story.record.facts.supervisionLevel, story.record.facts.order?.colour]).toEqual(['blue', 'blue']);
    const [tender, start] = story.record.facts.parts;
    await story.does('roadsHandler', 'reach-milestone', { part: tender!.id, reachedOn: '2026-12-08' });
    expect(shown().dueAt?.toString()).toBe('2026-12-21T09:30:00Z');
    expect(await story.refusal('leader', 'report', { text: '完工' })).toBe('milestones-open');
    await story.does('leader', 'replan-milestone', { part: start!.id, plannedOn: '2026-12-28', reason: '等砂石' });
    expect(shown().dueAt?.toString()).toBe('2026-12-28T09:30:00Z');
    expect(shown().originalDueAt?.toString()).toBe('2026-12-21T09:30:00Z');
  });

  it('counts what is estimated, committed and paid; the last two need a second person', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world);
    await story.does('roadsHandler', 'add-funding', { source: 'fiscal', estimated: 400_000 });
    const [funding] = story.record.facts.parts;
    await story.does('roadsHandler', 'commit-funding', { part: funding!.id, committed: 300_000 });
    expect(story.record.facts.parts[0]!.state).toBe('estimated');
    await story.decides('roadsHead');
    expect(story.record.facts.parts[0]).toMatchObject({
      state: 'committed',
      data: { estimated: 400_000, committed: 300_000 },
    });
    expect(await story.refusal('roadsHandler', 'pay-funding', { part: funding!.id, paid: 300_001 })).toBe(
      'more-than-committed',
    );
    await story.does('roadsHandler', 'pay-funding', { part: funding!.id, paid: 100_000 });
    await story.decides('leader');
    expect(story.record.facts.parts[0]).toMatchObject({ state: 'paid', data: { paid: 100_000 } });
  });

  it('asks who could supply a piece; the unit offers, the team accepts, the need is met', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world);
    await story.does('roadsHandler', 'describe-need', { title: '挖机两台', resource: 'equipment' });
    const need = story.record.facts.parts[0]!.id;
    await story.does('roadsHandler', 'ask-supplier', { need, organisation: 'u-water' });
    const match = story.record.facts.parts[1]!.id;
    expect(await story.refusal('roadsHandler', 'accept-match', { part: match })).toBe('part-is-elsewhere');
    await story.does('waterHead', 'offer-match', { part: match, words: '可出两台,十天' });
    await story.does('leader', 'accept-match', { part: match });
    expect(story.record.facts.parts.map(({ state }) => state)).toEqual(['met', 'accepted']);
    expect(await story.refusal('roadsHandler', 'ask-supplier', { need, organisation: 'u-water' })).toBe('no-open-need');
  });

  it('asks a partner organisation too: its person hears of it and can offer', async () => {
    const { story } = await bring(await projectStage(), 'under-way: match offered', projectSituations);
    expect(story!.told('partner' as never)).toEqual(['action:ask-supplier']);
    expect(story!.record.facts.parts.at(-1)).toMatchObject({ kind: 'match', state: 'offered' });
  });

  it('rests until a review date where a county leader agrees, its milestones standing still', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world);
    await story.does('roadsHandler', 'plan-milestone', { title: '开工', plannedOn: '2026-12-21' });
    await story.does('roadsHandler', 'request-suspension', { reviewOn: '2026-12-14', reason: '等用地批复' });
    await story.decides('chief');
    const milestone = () => story.record.clocks.find(({ name }) => name === 'milestone');
    expect([story.state, milestone()?.status]).toEqual(['suspended', 'paused']);
    await world.until('2026-12-14 08:30');
    expect([story.state, milestone()?.status]).toEqual(['under-way', 'running']);
  });

  it('is finished when a supervisor approves the lead leader’s report, and rests before the archive', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world);
    await story.does('leader', 'begin');
    await story.does('leader', 'report', { text: '全部完成', measures: { households: 120 } });
    expect([story.state, story.due('review')]).toEqual(['reviewing', '2026-11-30 17:30']);
    await story.does('supervisor', 'reject-report', { reason: '护栏未装' });
    await story.does('leader', 'report', { text: '护栏已装' });
    await story.does('supervisor', 'approve-report');
    expect([story.state, story.record.facts.measures]).toEqual(['finished', { households: 120 }]);
    await world.until('2026-12-25 09:00');
    expect(story.state).toBe('archived');
  });

  it('is led by a leader and a unit that are there, and asks units that are there', async () => {
    const world = World.on('2026-11-23 09:00');
    const wish = (fields: Record<string, unknown>) =>
      world.openOf('key-project', 'leader', 'open', { ...proposal, ...fields });
    await expect(wish({ leader: 'waterHandler' })).rejects.toThrow('unknown-person');
    await expect(wish({ lead: 'u-nowhere' })).rejects.toThrow('unknown-organisation');
    const story = await proposed(world);
    expect(await story.refusal('chief', 'approve', { coSigners: ['u-nowhere'] })).toBe('unknown-organisation');
  });

  it('waits for a co-signing department no longer than its two days, however long the project rests meanwhile', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world, ['u-water']);
    await story.does('leader', 'request-suspension', { reviewOn: '2026-12-14', reason: '等用地批复' });
    await story.decides('chief');
    await world.until('2026-12-16 17:30');
    expect(story.record.facts.parts.map(({ state }) => state)).toEqual(['silent']);
    expect(story.told('leader')).toContain('action:note-silence');
  });

  it('takes no commitment back that somebody has paid meanwhile', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await approved(world);
    await story.does('roadsHandler', 'add-funding', { source: 'fiscal', estimated: 400_000 });
    const part = story.record.facts.parts[0]!.id;
    await story.does('roadsHandler', 'commit-funding', { part, committed: 300_000 });
    expect(story.told('roadsHead')).toContain('action:applied');
    await story.decides('roadsHead');
    await story.does('roadsHandler', 'commit-funding', { part, committed: 100_000 });
    await story.does('roadsHandler', 'pay-funding', { part, paid: 300_000 });
    const [less, paid] = story.record.facts.applications.map(({ id }) => ({ application: id, agree: true }));
    await story.does('roadsHead', 'decide', paid);
    expect(await story.refusal('roadsHead', 'decide', less)).toBe('part-is-elsewhere');
    expect(story.record.facts.parts[0]).toMatchObject({ state: 'paid', data: { committed: 300_000, paid: 300_000 } });
  });
});
