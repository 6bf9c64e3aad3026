import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseType, readCaseType } from '#domain';
import { readRegions, type RegionRow } from '#persistence';
import { parse } from 'yaml';
import { type DemonstrationFiles, readDemonstrationFiles } from './files.js';
import { composeCast } from './people/compose-cast.js';

const config = fileURLToPath(new URL('../../../../config', import.meta.url));
const yaml = async (file: string) => parse(await readFile(join(config, file), 'utf8')) as unknown;

describe('the files of the demonstration county', () => {
  let files: DemonstrationFiles;
  let regions: RegionRow[];
  let type: CaseType;
  beforeAll(async () => {
    files = await readDemonstrationFiles(config);
    const divisions = readRegions(await readFile(join(config, 'regions/350123.csv'), 'utf8'));
    regions = divisions.ok ? divisions.rows.filter(({ validTo }) => validTo === null) : [];
    const read = readCaseType(await yaml('case-types/villager-problem.yaml'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    type = read.type;
  });

  it.each(['organisations', 'people', 'problems', 'phrases', 'history'])('say of themselves: %s', async (name) => {
    expect(await yaml(`demonstration/${name}.yaml`)).toMatchObject({ label: '合成数据' });
  });

  it('tell at least sixty problems, of every category, each once', async () => {
    const { categories } = (await yaml('categories.yaml')) as { categories: { code: string }[] };
    expect(files.problems.length).toBeGreaterThanOrEqual(60);
    expect(new Set(files.problems.map(({ category }) => category))).toEqual(
      new Set(categories.map(({ code }) => code)),
    );
    expect(new Set(files.problems.map(({ title }) => title)).size).toBe(files.problems.length);
  });

  it('give every problem a unit that exists', () => {
    const units = new Set(['township', ...files.organisations.departments.map(({ key }) => key)]);
    expect(files.problems.filter(({ lead }) => !units.has(lead))).toEqual([]);
  });

  it('let courses take only actions that the case type has', () => {
    const actions = new Set(Object.values(files.history.courses).flatMap((steps) => steps.map((step) => step.do)));
    expect([...actions].filter((action) => !type.actions.has(action))).toEqual([]);
  });

  it('schedule courses that are told, and tell none that is not scheduled', () => {
    const scheduled = new Set(files.history.schedule.map(({ course }) => course));
    expect([...scheduled].sort()).toEqual(Object.keys(files.history.courses).sort());
  });

  it('have a problem for every urgency and kind that the schedule asks for', () => {
    const unmet = files.history.schedule.filter(
      ({ urgency = 'normal', kind }) =>
        !files.problems.some(
          (problem) =>
            (problem.urgency ?? ['normal']).includes(urgency) &&
            (problem.kind === 'question') === (kind === 'question'),
        ),
    );
    expect(unmet).toEqual([]);
  });

  it('post people so that each village but the unlinked ones has one leader, and an account is somebody', () => {
    const cast = composeCast(files, '350123', regions);
    const villages = regions.filter(({ kind }) => kind === 'village-committee').map(({ code }) => code);
    const without = villages.filter((code) => cast.leaderOf(code) === undefined);
    expect(without.sort()).toEqual([...files.people.unlinked].sort());
    const links = cast.people.filter(({ role }) => role === 'leader').map((person) => person.links.length);
    expect(links.reduce((sum, one) => sum + one)).toBe(villages.length - without.length);
    expect(Math.max(...links)).toBeLessThanOrEqual(19);
    for (const { person, role } of files.people.accounts) expect(cast.person(person).role).toBe(role);
  });

  it('keep system, security and audit administrators three persons', () => {
    const cast = composeCast(files, '350123', regions);
    const administrators = cast.people.filter(({ role }) => role.endsWith('-admin'));
    expect(new Set(administrators.map(({ id }) => id)).size).toBe(3);
  });
});
