import { type Actor, type Directory } from '#domain';
import { Unfolding } from '../cases/unfolding.js';
import { type CaseStore } from '../ports/case-store.js';
import { type Definition, type Definitions, type Directories } from '../ports/definitions.js';
import { type LedgerDigest, type LedgerImport } from '../ports/ledger-imports.js';
import { type LedgerStatements, type ReadStatement } from '../ports/ledger-statements.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';
import { applyNews } from './apply-news.js';
import { digestsOf } from './digests.js';
import { type News, newsOf } from './news-of.js';
import { type RowToImport } from './row-to-import.js';
import { takeOver } from './take-over.js';

/** What became of a row that was understood; `news` is null of a new case. */
export interface RowOutcome {
  readonly line: number;
  readonly caseId: string | null;
  readonly news: News | null;
  readonly applied: 'report' | 'note' | null;
}

export interface ImportedRows {
  readonly outcomes: readonly RowOutcome[];
  readonly digests: readonly LedgerDigest[];
}

/** Brings a chunk of understood rows in: new matters become cases, known ones bring their news. One transaction, set-based. */
export class ImportRows {
  constructor(
    private readonly cases: CaseStore,
    private readonly statements: LedgerStatements,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly numbering: Numbering,
    /** The case type that ledgers bring. */
    private readonly typeCode: string,
  ) {}

  /** What an import would do now; changes nothing and waits for nobody. */
  async foresee(tx: Tx, { countyCode }: LedgerImport, rows: readonly RowToImport[]): Promise<RowOutcome[]> {
    const { type } = await this.definition(tx, countyCode);
    const known = await this.statements.of(tx, countyCode, fingerprintsOf(rows));
    return rows.map((row) => {
      const statement = known.get(row.fingerprint);
      const news = statement ? newsOf(row, statement, type) : null;
      return { line: row.line, caseId: statement?.caseId ?? null, news, applied: news?.apply ?? null };
    });
  }

  /** Assumes the county's turn: two imports at once would open the same matter twice. */
  async execute(tx: Tx, ledgerImport: LedgerImport, rows: readonly RowToImport[]): Promise<ImportedRows> {
    const { countyCode, personId } = ledgerImport;
    const definition = await this.definition(tx, countyCode);
    const directory = await this.directories.of(tx, countyCode);
    const postings = directory.postingsOf(personId, tx.now);
    const importer: Actor = { kind: 'import', personId, postings };
    const known = await this.statements.of(tx, countyCode, fingerprintsOf(rows));

    const seen = new Set<string>();
    const fresh = rows.filter(
      (row) => !known.has(row.fingerprint) && !seen.has(row.fingerprint) && seen.add(row.fingerprint),
    );
    const opened = await this.open(tx, ledgerImport, fresh, { definition, directory, importer });
    const freshLines = new Set(fresh.map(({ line }) => line));
    const again = rows.filter(({ line }) => !freshLines.has(line));
    const told = await this.tellAgain(tx, ledgerImport, again, { definition, directory, importer });

    const outcomes = new Map([...opened.outcomes, ...told.outcomes].map((outcome) => [outcome.line, outcome]));
    return {
      outcomes: rows.map(({ line }) => outcomes.get(line)!),
      digests: digestsOf([...opened.records, ...told.records], definition, directory, tx.now, personId),
    };
  }

  private async open(tx: Tx, { id, countyCode }: LedgerImport, rows: readonly RowToImport[], around: Around) {
    const { year } = tx.now.toZonedDateTimeISO(around.definition.calendar.timeZone);
    const serials = await this.numbering.serials(countyCode, 'case', year, rows.length);
    const setting = { importId: id, countyCode, now: tx.now, numbering: this.numbering, ...around };
    const taken = rows.map((row, i) => takeOver(row, serials[i]!, setting));
    await this.cases.save(
      tx,
      taken.map(({ unfolding }) => unfolding.change),
    );
    await this.statements.save(
      tx,
      taken.map(({ statement }) => statement),
    );
    return {
      records: taken.map(({ unfolding }) => unfolding.record),
      outcomes: rows.map(({ line }, i) => opened(line, taken[i]!.statement.caseId)),
    };
  }

  /** Known matters in the order of the file: of two rows about one case the later one is compared with the earlier. */
  private async tellAgain(tx: Tx, { id, countyCode }: LedgerImport, rows: readonly RowToImport[], around: Around) {
    const { definition, directory, importer } = around;
    const known = await this.statements.of(tx, countyCode, fingerprintsOf(rows));
    const moved = rows.filter((row) => newsOf(row, known.get(row.fingerprint)!, definition.type).apply !== null);
    const locked = await this.cases.lockByFingerprint(tx, countyCode, fingerprintsOf(moved));
    const unfoldings = new Map<string, Unfolding>();
    const outcomes = rows.map((row): RowOutcome => {
      const statement = known.get(row.fingerprint)!;
      const record = locked.get(row.fingerprint);
      // the case may have moved between the look and the lock: what holds is where it stands now
      const state = (unfoldings.get(row.fingerprint)?.record ?? record)?.facts.state ?? statement.state;
      const news = newsOf(row, { ...statement, state }, definition.type);
      if (!record || news.apply === null) return { line: row.line, caseId: statement.caseId, news, applied: null };
      const unfolding = unfoldings.get(row.fingerprint) ?? new Unfolding(record, record, definition, directory);
      unfoldings.set(row.fingerprint, unfolding);
      const setting = { importId: id, importer, now: tx.now, numbering: this.numbering };
      const { applied, statement: after } = applyNews(unfolding, row, news, statement, setting);
      known.set(row.fingerprint, afterwards(statement, after, row));
      return { line: row.line, caseId: statement.caseId, news, applied };
    });
    const touched = [...unfoldings].filter(([, unfolding]) => unfolding.change.events.length > 0);
    await this.cases.save(
      tx,
      touched.map(([, unfolding]) => unfolding.change),
    );
    await this.statements.save(
      tx,
      touched.map(([fingerprint]) => known.get(fingerprint)!),
    );
    const records = touched.map(([, unfolding]) => unfolding.record);
    return {
      outcomes,
      records: records.filter(({ facts }, i) => facts.state !== locked.get(touched[i]![0])?.facts.state),
    };
  }

  private async definition(tx: Tx, countyCode: string): Promise<Definition> {
    const definition = await this.definitions.active(tx, countyCode, this.typeCode);
    if (!definition) throw new Error(`county ${countyCode} does not run ${this.typeCode}`);
    return definition;
  }
}

interface Around {
  readonly definition: Definition;
  readonly directory: Directory;
  readonly importer: Actor;
}

function opened(line: number, caseId: string): RowOutcome {
  return { line, caseId, news: null, applied: null };
}

function fingerprintsOf(rows: readonly RowToImport[]): string[] {
  return [...new Set(rows.map(({ fingerprint }) => fingerprint))];
}

/** The statement as a later row of the same file meets it. */
function afterwards(
  before: ReadStatement,
  after: Omit<ReadStatement, 'state' | 'bodies' | 'leadOrganisation'>,
  { entry }: RowToImport,
): ReadStatement {
  const { result, progress, measures, satisfaction } = entry;
  const { bodies } = before;
  return {
    ...before,
    ...after,
    leadOrganisation: entry.leadUnit?.organisationId ? entry.leadUnit.text : before.leadOrganisation,
    bodies: {
      result: result ?? bodies.result,
      progress: progress ?? bodies.progress,
      measures: measures ?? bodies.measures,
      satisfaction: satisfaction ?? bodies.satisfaction,
      leadUnit: entry.leadUnit?.text ?? bodies.leadUnit,
    },
  };
}
