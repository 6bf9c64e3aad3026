import { readdirSync, readFileSync } from 'node:fs';
import {
  actorAt,
  type CaseFacts,
  compileCalendar,
  type Directory,
  fold,
  parseStatutoryYear,
  readCaseType,
  readPolicy,
  type Refusal,
  type WorkingCalendar,
} from '#domain';
import {
  ActOnCase,
  ActOnCases,
  AdvanceBusinessClock,
  type BusinessClock,
  type CaseRecord,
  type Definition,
  FireDueTimers,
  type FormProblem,
  OpenCase,
  type Transactions,
  type Tx,
  wholeCounty,
} from '#engine';
import { AjvForms } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { MemoryCaseStore } from './memory-case-store.js';
import { county, people, type PersonName, smallCounty, village } from './small-county.js';

const config = new URL('../../../config/', import.meta.url);
const yaml = (path: string): unknown => parse(readFileSync(new URL(path, config), 'utf8'));
const must = <T extends { ok: boolean }>(read: T): Extract<T, { ok: true }> => {
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read as Extract<T, { ok: true }>;
};

const statutory = [2025, 2026].map(
  (year) =>
    must(parseStatutoryYear(JSON.parse(readFileSync(new URL(`calendars/statutory/cn-${year}.json`, config), 'utf8'))))
      .year,
);

/** The county's calendar, compiled once for all stories. */
export const calendar: WorkingCalendar = must(
  compileCalendar(yaml('calendars/default.yaml'), statutory, Temporal.PlainDate.from('2026-01-01')),
).calendar;

const shipped = (code: string): Definition => ({
  type: must(readCaseType(yaml(`case-types/${code}.yaml`))).type,
  typeVersionId: `type-${code}`,
  policy: must(readPolicy(yaml(`policies/${code}.yaml`))).policy,
  policyVersionId: `policy-${code}`,
  calendar,
  calendarVersionId: 'calendar-1',
});
/** Every type that the product ships, by its code. */
export const shippedTypes: ReadonlyMap<string, Definition> = new Map(
  readdirSync(new URL('case-types/', config)).map((file) => {
    const code = file.replace('.yaml', '');
    return [code, shipped(code)];
  }),
);
const definition = shippedTypes.get('villager-problem')!;
const project = shippedTypes.get('key-project')!;

/** "2026-11-23 09:00" in the county's own time. */
export function at(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(calendar.timeZone).toInstant();
}

/** An instant as stories write it. */
export function local(instant: Temporal.Instant | null | undefined): string | null {
  return instant
    ? instant
        .toZonedDateTimeISO(calendar.timeZone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' ')
    : null;
}

/** A county on a virtual clock: the real rules, files and use cases; stores in memory. */
export class World implements Transactions, BusinessClock {
  readonly store = new MemoryCaseStore();
  private readonly forms = new AjvForms();
  private serial = 0;
  private ids = 0;
  readonly numbering = {
    newId: () => `00000000-0000-4000-8000-${String(++this.ids).padStart(12, '0')}`,
    serials: (_county: string, _kind: string, _year: number, count: number) =>
      Promise.resolve(Array.from({ length: count }, () => ++this.serial)),
  };
  private readonly definitions = {
    active: (_tx: Tx, _county: string, type: string) => Promise.resolve(this.definitionOf(type)),
    ofVersion: (_tx: Tx, _county: string, version: string) =>
      Promise.resolve(this.definitionOf(version.replace('type-', ''))),
    calendar: () => Promise.resolve(calendar),
  };
  private readonly directories = { of: () => Promise.resolve(this.directory) };
  private readonly places = { check: () => Promise.resolve([] as FormProblem[]) };
  // ids of units and people in stories are names, not UUIDs
  private readonly looseForms = {
    check: (...[type, action, fields]: Parameters<AjvForms['check']>) =>
      this.forms.check(type, action, fields).filter(({ rule }) => rule !== 'format'),
    textFields: this.forms.textFields.bind(this.forms),
    caseFields: this.forms.caseFields.bind(this.forms),
    schema: this.forms.schema.bind(this.forms),
  };
  readonly openCase = new OpenCase(
    this.store,
    this.definitions,
    this.directories,
    this.places,
    this.looseForms,
    this.numbering,
  );
  readonly actOnCase = new ActOnCase(
    this.store,
    this.definitions,
    this.directories,
    this.places,
    this.looseForms,
    this.numbering,
  );
  readonly actOnCases = new ActOnCases(this, {
    cases: this.store,
    definitions: this.definitions,
    directories: this.directories,
    places: this.places,
    forms: this.looseForms,
    numbering: this.numbering,
  });
  readonly fireDueTimers = new FireDueTimers(this, this.store, this.definitions, this.directories, this.numbering, {
    batch: 100,
    lanes: 1,
  });
  private readonly advance = new AdvanceBusinessClock(this, this.store, this, this.fireDueTimers);

  constructor(
    private instant: Temporal.Instant,
    readonly definition: Definition,
    readonly directory: Directory,
  ) {}

  /** A world of the shipped definitions, or of others. */
  static on(localTime: string, others: Definition = definition, directory: Directory = smallCounty): World {
    return new World(at(localTime), others, directory);
  }

  definitionOf(type: string): Definition {
    return type === this.definition.type.code ? this.definition : (shippedTypes.get(type) ?? this.definition);
  }

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return work({ now: this.instant });
  }

  standAt(instant: Temporal.Instant): Promise<void> {
    this.instant = instant;
    return Promise.resolve();
  }

  runFrom(instant: Temporal.Instant): Promise<void> {
    return this.standAt(instant);
  }

  get now(): Temporal.Instant {
    return this.instant;
  }

  /** Lets time pass until then, firing all that comes due on the way. */
  async until(localTime: string): Promise<number> {
    return this.advance.to(at(localTime));
  }

  async open(by: PersonName = 'clerk', fields: Record<string, unknown> = {}, action = 'open'): Promise<StoryCase> {
    return this.openOf('villager-problem', by, action, {
      title: '水渠漏水',
      text: '村口水渠漏水,秧田进不了水',
      villageCode: village,
      category: 'farmland-irrigation',
      urgency: 'normal',
      ...fields,
    });
  }

  /** A case of any type, opened by one of its actions, with just these fields; it must be allowed. */
  async openOf(type: string, by: PersonName, action: string, fields: Record<string, unknown>): Promise<StoryCase> {
    const result = await this.run((tx) =>
      this.openCase.execute(tx, {
        countyCode: county,
        type,
        action,
        actor: actorAt(by, this.directory, this.instant),
        fields,
      }),
    );
    if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
    return new StoryCase(this, result.record.id);
  }

  /** A case on its way: opened and accepted (tier B), then dispatched to the water office, received. */
  async dispatched(fields: Record<string, unknown> = {}, dispatch: Record<string, unknown> = {}): Promise<StoryCase> {
    const story = await this.open('clerk', fields);
    const { category, urgency } = { category: 'farmland-irrigation', urgency: 'normal', ...fields };
    await story.does('townshipOffice', 'accept', {
      category,
      urgency,
      tier: 'B',
      ...(fields.kind ? { kind: fields.kind } : {}),
    });
    await story.does('countyOffice', 'dispatch', { lead: 'u-water', ...dispatch });
    return story;
  }

  /** Another case that the story led to. */
  story(id: string | undefined): StoryCase {
    if (id === undefined) throw new Error('the story led to no such case');
    return new StoryCase(this, id);
  }

  record(id: string): CaseRecord {
    const record = this.store.records.get(id);
    if (!record) throw new Error(`no case ${id}`);
    return record;
  }
}

/** One case of a story, with short words for what is done to it and asked of it. */
export class StoryCase {
  constructor(
    readonly world: World,
    readonly id: string,
  ) {}

  get record(): CaseRecord {
    return this.world.record(this.id);
  }

  get state(): string {
    return this.record.facts.state;
  }

  /** Takes an action that must be allowed. */
  async does(by: PersonName, action: string, fields: Record<string, unknown> = {}): Promise<CaseFacts> {
    const result = await this.tries(by, action, fields);
    if (result.kind !== 'done')
      throw new Error(`${by} ${action}: ${JSON.stringify(result.kind === 'refused' ? result.refusal : result)}`);
    return result.record.facts;
  }

  /** Why the action is refused; null where it was done. */
  async refusal(
    by: PersonName,
    action: string,
    fields: Record<string, unknown> = {},
  ): Promise<Refusal['code'] | string | null> {
    const result = await this.tries(by, action, fields);
    if (result.kind === 'done') return null;
    return result.kind === 'refused' ? result.refusal.code : result.kind;
  }

  tries(by: PersonName, action: string, fields: Record<string, unknown>) {
    return this.world.run((tx) =>
      this.world.actOnCase.execute(tx, {
        caseId: this.id,
        action,
        fields,
        version: this.record.version,
        actor: actorAt(by, this.world.directory, this.world.now),
        scope: wholeCounty(county),
      }),
    );
  }

  /** Decides the application that waits, which must be allowed. */
  async decides(by: PersonName, agree = true, reason?: string): Promise<CaseFacts> {
    const [application] = this.record.facts.applications;
    return this.does(by, 'decide', { application: application?.id, agree, ...(reason && { reason }) });
  }

  clock(name: string) {
    return this.record.clocks.find((clock) => clock.name === name);
  }

  /** When a clock is due, in local time. */
  due(name: string): string | null {
    return local(this.clock(name)?.due);
  }

  /** What time has fired or will fire: `step` → local time, of a clock's present deadline. */
  steps(name: string): Record<string, string | null> {
    const version = this.clock(name)?.version;
    const own = this.world.store.timers.filter(
      (timer) => timer.caseId === this.id && timer.clock === name && timer.version === version,
    );
    return Object.fromEntries(own.map(({ step, fireAt }) => [step, local(fireAt)]));
  }

  /** What was told to a person about this case: `clock step`, in order. */
  told(person: PersonName): string[] {
    return this.world.store.notices
      .filter(({ caseId, recipient }) => caseId === this.id && recipient.personId === person)
      .map(({ clock, step }) => `${clock} ${step}`.trim());
  }

  /** The case as its log alone tells it. */
  folded(): CaseFacts | null {
    return fold(this.world.definitionOf(this.record.typeCode).type, this.world.store.events.get(this.id) ?? []);
  }
}

export function actorOf(name: PersonName) {
  return { kind: 'person', personId: name, postings: [people[name]] } as const;
}

export { definition, project };
