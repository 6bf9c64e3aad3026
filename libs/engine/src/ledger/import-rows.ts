import { Unfolding } from '../cases/unfolding.js';
import { type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definition, type Definitions, type Directories } from '../ports/definitions.js';
import { type LedgerDigest, type LedgerImport } from '../ports/ledger-imports.js';
import { type LedgerStatements, type ReadStatement } from '../ports/ledger-statements.js';
import { type Numbering } from '../ports/numbering.js';
import { scopeAt, type Scope, wholeCounty } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { applyNews } from './apply-news.js';
import { digestsOf } from './digests.js';
import { importerAt, type ImportSetting, importSetting } from './import-setting.js';
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
  async foresee(tx: Tx, { countyCode, personId }: LedgerImport, read: readonly RowToImport[]): Promise<RowOutcome[]> {
    const { type } = await this.definition(tx, countyCode);
    const scope = await this.scopeOf(tx, countyCode, personId);
    const rows = await this.asTheyAreKnown(tx, scope, read);
    const known = await this.statements.of(tx, scope, fingerprintsOf(rows));
    return rows.map((row): RowOutcome => {
      const statement = known.get(row.fingerprint);
      if (statement === null) return knownToOthers(row);
      const news = statement ? newsOf(row, statement, type) : null;
      return { line: row.line, caseId: statement?.caseId ?? null, news, applied: news?.apply ?? null };
    });
  }

  /** Assumes the county's turn: two imports at once would open the same matter twice. */
  async execute(tx: Tx, ledgerImport: LedgerImport, read: readonly RowToImport[]): Promise<ImportedRows> {
    const { countyCode, personId } = ledgerImport;
    if (personId === null) throw new Error('an import that nobody brings changes nothing');
    const definition = await this.definition(tx, countyCode);
    const directory = await this.directories.of(tx, countyCode);
    const setting = importSetting(tx, { ...ledgerImport, personId }, definition, directory, this.numbering);
    const { scope } = setting;
    const rows = await this.asTheyAreKnown(tx, scope, read);
    const known = await this.statements.of(tx, scope, fingerprintsOf(rows));
    const { fresh, again } = divided(rows, known);

    const opened = await this.open(tx, fresh, setting);
    // rows may tell again what has just been opened: the same matter twice in one file
    if (again.some(({ fingerprint }) => !known.has(fingerprint))) {
      for (const [fingerprint, one] of await this.statements.of(tx, scope, fingerprintsOf(again)))
        known.set(fingerprint, one);
    }
    const told = await this.tellAgain(tx, again, known, setting);

    const outcomes = new Map([...opened.outcomes, ...told.outcomes].map((outcome) => [outcome.line, outcome]));
    return {
      outcomes: rows.map(({ line }) => outcomes.get(line)!),
      digests: digestsOf([...opened.records, ...told.records], definition, directory, tx.now, personId),
    };
  }

  /** While keys are being changed, a matter keeps the fingerprint under which it is stored until its turn comes. */
  private async asTheyAreKnown(tx: Tx, scope: Scope, rows: readonly RowToImport[]): Promise<readonly RowToImport[]> {
    const former = rows.flatMap(({ formerly }) => formerly);
    if (former.length === 0) return rows;
    const stored = await this.statements.of(tx, scope, former);
    return rows.map((row) => ({ ...row, fingerprint: row.formerly.find((one) => stored.has(one)) ?? row.fingerprint }));
  }

  private async open(tx: Tx, rows: readonly RowToImport[], setting: ImportSetting): Promise<Part> {
    const serials = await this.numbering.serials(setting.countyCode, 'case', setting.year, rows.length);
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
      outcomes: rows.map(({ line }, i) => ({ line, caseId: taken[i]!.statement.caseId, news: null, applied: null })),
    };
  }

  /** Known matters in the order of the file: of two rows about one case the later one is compared with the earlier. */
  private async tellAgain(
    tx: Tx,
    rows: readonly RowToImport[],
    known: Map<string, ReadStatement | null>,
    setting: ImportSetting,
  ): Promise<Part> {
    const { definition, directory, scope } = setting;
    const moved = rows.filter((row) => {
      const statement = known.get(row.fingerprint);
      return statement && newsOf(row, statement, definition.type).apply !== null;
    });
    const locked = await this.cases.lockByFingerprint(tx, scope, fingerprintsOf(moved));
    const unfoldings = new Map(
      [...locked].map(([fingerprint, record]) => [fingerprint, new Unfolding(record, record, definition, directory)]),
    );
    const outcomes = rows.map((row): RowOutcome => {
      const { line, fingerprint } = row;
      const unfolding = unfoldings.get(fingerprint);
      const before = known.get(fingerprint) ?? null;
      if (before === null) return knownToOthers(row);
      // the case may have moved between the look and the lock: what holds is where it stands now
      const statement = unfolding ? { ...before, state: unfolding.record.facts.state } : before;
      const news = newsOf(row, statement, definition.type);
      if (!unfolding) return { line, caseId: statement.caseId, news, applied: null };
      const { applied, statement: after } = applyNews(unfolding, row, news, statement, setting);
      known.set(fingerprint, after);
      return { line, caseId: statement.caseId, news, applied };
    });
    const changed = [...unfoldings].filter(([, unfolding]) => unfolding.change.events.length > 0);
    await this.cases.save(
      tx,
      changed.map(([, unfolding]) => unfolding.change),
    );
    await this.statements.save(
      tx,
      changed.flatMap(([fingerprint]) => known.get(fingerprint) ?? []),
    );
    const records = changed.flatMap(([fingerprint, { record }]) =>
      record.facts.state === locked.get(fingerprint)!.facts.state ? [] : [record],
    );
    return { outcomes, records };
  }

  private async scopeOf(tx: Tx, countyCode: string, personId: string | null): Promise<Scope> {
    if (personId === null) return wholeCounty(countyCode);
    const directory = await this.directories.of(tx, countyCode);
    return scopeAt(countyCode, importerAt(personId, directory, tx.now), directory, tx.now);
  }

  private async definition(tx: Tx, countyCode: string): Promise<Definition> {
    const definition = await this.definitions.active(tx, countyCode, this.typeCode);
    if (!definition) throw new Error(`county ${countyCode} does not run ${this.typeCode}`);
    return definition;
  }
}

/** A matter that is a case which this importer may not read: it is known, and nothing is told or changed. */
function knownToOthers({ line }: RowToImport): RowOutcome {
  return { line, caseId: null, news: { changes: [], apply: null }, applied: null };
}

interface Part {
  readonly outcomes: readonly RowOutcome[];
  /** Cases that now wait on somebody who should hear of it. */
  readonly records: readonly CaseRecord[];
}

/** Matters that are not known, each by its first row; and the rows that tell of known ones, or repeat a row above. */
function divided(rows: readonly RowToImport[], known: ReadonlyMap<string, unknown>) {
  const seen = new Set<string>();
  const fresh: RowToImport[] = [];
  const again: RowToImport[] = [];
  for (const row of rows) {
    const isKnown = known.has(row.fingerprint) || seen.has(row.fingerprint);
    (isKnown ? again : fresh).push(row);
    seen.add(row.fingerprint);
  }
  return { fresh, again };
}

function fingerprintsOf(rows: readonly RowToImport[]): string[] {
  return [...new Set(rows.map(({ fingerprint }) => fingerprint))];
}
