import {
  type Activated,
  type CaseType,
  type Schedule,
  type ScheduleProblem,
  type Shortcoming,
  scheduleProblems,
} from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type DefinitionName, type DefinitionVersions } from '../ports/definition-versions.js';
import { type Tx } from '../ports/transactions.js';
import { calendarProblems, caseTypeIn, policyIn, type ReadVersion } from './read-version.js';

/** What comes into force of a definition, told instead of what is entered: with one more, or without one that waits. */
export type Wished = (name: Omit<DefinitionName, 'countyCode'>, entered: readonly Activated[]) => readonly Activated[];

/** What would be wrong in a county from now on, if what a change wishes came into force. */
export class CountySchedule {
  constructor(private readonly versions: DefinitionVersions) {}

  /** `of` is what changes; a calendar may be counted by in any policy of the county. */
  async problems(tx: Tx, of: DefinitionName, wished: Wished): Promise<readonly (Shortcoming | ScheduleProblem)[]> {
    const { countyCode } = of;
    const codes = of.kind === 'calendar' ? await this.versions.codes(tx, countyCode, 'policy') : [of.code];
    const calendars = await this.calendars(tx, countyCode, wished);
    const found: (Shortcoming | ScheduleProblem)[] =
      of.kind === 'calendar' ? await this.ofCalendar(tx, of, wished) : [];
    for (const code of codes) {
      const types = await this.read(tx, { countyCode, kind: 'case-type', code }, wished, caseTypeIn);
      const policies = await this.read(tx, { countyCode, kind: 'policy', code }, wished, policyIn);
      found.push(...types.problems, ...policies.problems);
      const schedule: Schedule = {
        types: types.held.map(({ value, ...one }) => ({ ...one, type: value })),
        policies: policies.held.map(({ value, ...one }) => ({ ...one, policy: value })),
        calendars,
        open: await this.open(tx, countyCode, code),
      };
      found.push(...scheduleProblems(schedule, tx.now));
    }
    return found;
  }

  private async calendars(tx: Tx, countyCode: string, wished: Wished): Promise<Map<string, Temporal.Instant>> {
    const since = new Map<string, Temporal.Instant>();
    for (const code of await this.versions.codes(tx, countyCode, 'calendar')) {
      const name = { countyCode, kind: 'calendar', code } as const;
      const [first] = wished(name, await this.versions.activations(tx, name));
      if (first) since.set(code, first.from);
    }
    return since;
  }

  private async ofCalendar(tx: Tx, name: DefinitionName, wished: Wished): Promise<Shortcoming[]> {
    const found: Shortcoming[] = [];
    for (const { versionId, from } of fromNowOn(wished(name, await this.versions.activations(tx, name)), tx.now)) {
      const version = await this.versions.one(tx, name, versionId);
      found.push(...calendarProblems(version?.body, from));
    }
    return found;
  }

  private async read<T>(tx: Tx, name: DefinitionName, wished: Wished, read: (body: unknown) => ReadVersion<T>) {
    const held: (Activated & { readonly value: T })[] = [];
    const problems: Shortcoming[] = [];
    for (const one of fromNowOn(wished(name, await this.versions.activations(tx, name)), tx.now)) {
      const version = await this.versions.one(tx, name, one.versionId);
      const found = read(version?.body);
      if (found.ok) held.push({ versionId: one.versionId, from: one.from, value: found.value });
      else problems.push(...found.problems);
    }
    return { held, problems };
  }

  private async open(tx: Tx, countyCode: string, code: string): Promise<{ versionId: string; type: CaseType }[]> {
    const open: { versionId: string; type: CaseType }[] = [];
    for (const versionId of (await this.versions.openCases(tx, countyCode, code)).keys()) {
      const version = await this.versions.one(tx, { countyCode, kind: 'case-type', code }, versionId);
      const read = caseTypeIn(version?.body);
      if (read.ok) open.push({ versionId, type: read.value });
    }
    return open;
  }
}

/** What is in force now, and what comes later; in order. */
function fromNowOn(activated: readonly Activated[], now: Temporal.Instant): readonly Activated[] {
  const begun = activated.filter(({ from }) => from.epochMilliseconds <= now.epochMilliseconds);
  return [...begun.slice(-1), ...activated.slice(begun.length)];
}
