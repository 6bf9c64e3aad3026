import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Posting, type Role } from '#domain';
import { parse } from 'yaml';
import { type CourseStep, type ScheduleLine } from './history/course.js';

/** The demonstration county as its files tell it (`config/demonstration/*.yaml`). */
export interface DemonstrationFiles {
  readonly organisations: OrganisationsFile;
  readonly people: PeopleFile;
  readonly problems: readonly Problem[];
  readonly phrases: PhrasesFile;
  readonly history: HistoryFile;
}

export interface OrganisationsFile {
  readonly county: readonly WrittenOrganisation[];
  readonly departments: readonly WrittenOrganisation[];
  /** How the government of a township is called; `{township}` is its name. */
  readonly township: { readonly kind: string; readonly name: string; readonly aliases: readonly string[] };
  readonly village: { readonly kind: string; readonly name: string };
}

export interface WrittenOrganisation {
  readonly key: string;
  readonly kind?: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface PeopleFile {
  readonly surnames: readonly string[];
  readonly county: readonly {
    readonly role: Role;
    readonly rank?: Posting['rank'];
    readonly organisation: string;
    readonly count: number;
  }[];
  readonly 'each-department': readonly { readonly role: Role; readonly count: number }[];
  readonly 'each-township': readonly { readonly role: Role; readonly count: number }[];
  readonly villages: {
    readonly named: readonly string[];
    readonly 'village-clerk': number;
    readonly 'first-secretary': number;
    readonly instructor: { readonly count: number; readonly villages: number };
  };
  readonly unlinked: readonly string[];
  readonly accounts: readonly { readonly role: Role; readonly person: string }[];
}

export interface Problem {
  readonly category: string;
  /** Key of the unit that it belongs to; `township`: the government of its township. */
  readonly lead: string;
  readonly urgency?: readonly string[];
  readonly kind?: string;
  readonly title: string;
  readonly text: string;
  readonly note: string;
  readonly result: string;
}

export interface PhrasesFile {
  readonly requester: { readonly given: readonly string[] };
  /** What people write, by action and field: `return.reason`. */
  readonly phrases: Readonly<Record<string, readonly string[]>>;
}

export interface HistoryFile {
  readonly seed: number;
  readonly courses: Readonly<Record<string, readonly CourseStep[]>>;
  readonly schedule: readonly ScheduleLine[];
}

/** Reads the files below `configDirectory`; they ship with the product and a test reads them, so a broken one throws. */
export async function readDemonstrationFiles(configDirectory: string): Promise<DemonstrationFiles> {
  const read = async <File>(name: string) =>
    parse(await readFile(join(configDirectory, 'demonstration', `${name}.yaml`), 'utf8')) as File;
  return {
    organisations: await read<OrganisationsFile>('organisations'),
    people: await read<PeopleFile>('people'),
    problems: (await read<{ problems: Problem[] }>('problems')).problems,
    phrases: await read<PhrasesFile>('phrases'),
    history: await read<HistoryFile>('history'),
  };
}
