import { describe, expect, it } from '@jest/globals';
import {
  type CaseFacts,
  conditionsOf,
  Directory,
  type Duty,
  type Link,
  type Posting,
  waitedOn,
  whoIs,
  whyNot,
} from '#domain';
import { people, units, village, county } from '../support/world/small-county.js';
import { actorOf, at, calendar, definition, World } from '../support/world/world.js';

const always = { from: -Infinity, to: Infinity };
const organisations = Object.values(units).map((id) => ({ id, name: id, kind: 'department', regionCode: county }));
const leaderLink: Link = { personId: 'leader', villageCode: village, role: 'leader', principal: true, ...always };

function around(facts: CaseFacts, postings: Posting[], links: Link[] = [leaderLink], roster: Duty[] = []) {
  const now = at('2026-11-25 10:00');
  return {
    directory: new Directory(organisations, postings, links, roster),
    state: definition.type.states.get(facts.state)!,
    conditions: conditionsOf(facts, now),
    now,
  };
}
const without = (...roles: string[]) => Object.values(people).filter(({ role }) => !roles.includes(role));

describe('[time §5] the step after due', () => {
  it('tells the leader above where the supervisor is the one waited on, also by fallback', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    const { facts } = story.record;
    const now = around(facts, without('county-office'));
    expect(waitedOn(facts, now)).toEqual({ party: 'county-supervisor', personIds: ['supervisor'] });
    expect(whoIs('supervisor-or-above', facts, now)).toEqual(['chief']);
  });
});

describe('[actions] the fallback chain when a posting is vacant', () => {
  it('passes over a linked leader who holds no posting any more', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.dispatched();
    const { facts } = story.record;
    expect(facts.leaderId).toBe('leader');
    const gone = Object.values(people).filter(
      ({ personId, role }) => personId !== 'leader' && role !== 'handler' && role !== 'head',
    );
    expect(waitedOn(facts, around(facts, gone, []))).toEqual({ party: 'county-supervisor', personIds: ['supervisor'] });
  });

  it('passes over a decliner who holds no posting any more', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', { reason: 'statutory-channel', channel: 'petition' });
    await story.does('countyOffice', 'decide', { application: story.record.facts.applications[0]!.id, agree: true });
    const { facts } = story.record;
    const gone = Object.values(people).filter(({ personId }) => personId !== 'townshipOffice');
    expect(waitedOn(facts, around(facts, gone))?.party).toBe('county-office');
  });
});

describe('[design §11] the actions open to this person', () => {
  it('do not list a decision that only somebody else may take', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open();
    await story.does('townshipOffice', 'decline', { reason: 'statutory-channel', channel: 'petition' });
    const { facts } = story.record;
    const now = at('2026-11-23 09:00');
    const { directory } = around(facts, Object.values(people));
    const { type, policy } = definition;
    const context = { now, type, policy, calendar, directory, conditions: conditionsOf(facts, now), clocks: [] };
    const decide = definition.type.actions.get('decide')!;
    expect(whyNot(decide, actorOf('townshipOffice'), facts, context)).not.toBeNull(); // the applicant
    expect(whyNot(decide, actorOf('clerk'), facts, context)).not.toBeNull(); // no right to decline
  });
});

describe('[time §4] registering an emergency alerts the duty roster', () => {
  it('whatever the role on it', async () => {
    const world = World.on('2026-11-23 09:00');
    const story = await world.open('clerk', { urgency: 'emergency' });
    const roster: Duty[] = [{ personId: 'waterHead', regionCode: county, role: 'head', ...always }];
    const now = around(story.record.facts, Object.values(people), [leaderLink], roster);
    const alerted = ['duty-leader', 'head-of-duty'].flatMap((party) =>
      whoIs(party as 'head-of-duty', story.record.facts, now),
    );
    expect(alerted).toContain('waterHead');
  });
});

describe('[design §5] caps are the policy’s', () => {
  it('returns before arbitration is read from the policy file', async () => {
    const { readPolicy } = await import('#domain');
    const { readFileSync } = await import('node:fs');
    const { parse } = await import('yaml');
    const raw = parse(
      readFileSync(new URL('../../config/policies/villager-problem.yaml', import.meta.url), 'utf8'),
    ) as { caps: Record<string, unknown> };
    const broken = { ...raw, caps: { ...raw.caps, 'returns-before-arbitration': 'nonsense' } };
    expect(readPolicy(broken).ok).toBe(false);
  });
});
