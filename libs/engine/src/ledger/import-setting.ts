import { type Actor, type Directory } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Definition } from '../ports/definitions.js';
import { type LedgerImport } from '../ports/ledger-imports.js';
import { type Numbering } from '../ports/numbering.js';
import { scopeAt, type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { SharedEvolutions } from './shared-evolutions.js';
import { ToldInstants } from './told-instants.js';

/** What holds for all rows of a chunk. */
export interface ImportSetting {
  readonly importId: string;
  readonly countyCode: string;
  readonly importer: Actor;
  /** What the importer may read of what is known already. */
  readonly scope: Scope;
  readonly now: Temporal.Instant;
  /** `now` as events carry it. */
  readonly nowText: string;
  /** The year that numbers of new cases carry. */
  readonly year: number;
  readonly definition: Definition;
  readonly directory: Directory;
  readonly numbering: Numbering;
  readonly told: ToldInstants;
  readonly evolutions: SharedEvolutions;
}

export function importSetting(
  { now }: Tx,
  { id, countyCode, personId }: LedgerImport & { readonly personId: string },
  definition: Definition,
  directory: Directory,
  numbering: Numbering,
): ImportSetting {
  const { calendar } = definition;
  const importer = importerAt(personId, directory, now);
  const scope = scopeAt(countyCode, importer, directory, now);
  return {
    ...{ importer, scope, importId: id, countyCode, now, nowText: now.toString(), definition, directory, numbering },
    year: now.toZonedDateTimeISO(calendar.timeZone).year,
    told: new ToldInstants(calendar),
    evolutions: new SharedEvolutions(),
  };
}

/** The importer with the postings of this instant. */
export function importerAt(personId: string, directory: Directory, now: Temporal.Instant): Actor {
  return { kind: 'import', personId, postings: directory.postingsOf(personId, now) };
}
