import { type LedgerImports, type UnfinishedImport } from '../ports/ledger-imports.js';
import { type LedgerKnowledgeSource } from '../ports/ledger-knowledge.js';
import { type LedgerLine, type LedgerReader, type OpenedLedger } from '../ports/ledger-reader.js';
import { type Transactions } from '../ports/transactions.js';
import { inChunks } from './in-chunks.js';
import { readAhead } from './read-ahead.js';
import { type TakeInLines } from './take-in-lines.js';

/** Rows a transaction: large enough for set-based writes, small enough that a crash repeats little. */
export const chunkRows = 1_000;

/**
 * How a run ended. `overtaken`: another run of the same import is further; this one leaves it alone. `put-off`: it was
 * asked to stop between two chunks; another run goes on behind the mark.
 */
export type RunResult = 'done' | 'put-off' | 'nothing-to-do' | 'overtaken' | 'unreadable';

/**
 * Runs an import whose file is kept, chunk by chunk, each a transaction that also moves the mark. After a crash the
 * same call goes on behind the mark: the file is judged again from its first row, because a row may refer to those
 * above it, but what is in is not touched.
 */
export class RunLedgerImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: LedgerImports,
    private readonly knowledge: LedgerKnowledgeSource,
    private readonly reader: LedgerReader,
    private readonly takeIn: TakeInLines,
  ) {}

  /** `moved` hears the line up to which all is in, after each commit; `stops` is asked before each chunk. */
  async execute(
    importId: string,
    moved: (doneLine: number) => void = () => {},
    stops: () => boolean = () => false,
  ): Promise<RunResult> {
    const unfinished = await this.transactions.run((tx) => this.imports.unfinished(tx, importId));
    if (!unfinished) return 'nothing-to-do';
    const { countyCode, today, file } = unfinished;
    const knowledge = await this.transactions.run((tx) => this.knowledge.of(tx, countyCode, today));
    const opened = await this.reader.open(file, knowledge);
    if (!opened.ok) {
      await this.transactions.run((tx) => this.imports.fail(tx, importId, opened.problem));
      return 'unreadable';
    }
    try {
      return await this.run(unfinished, opened.ledger, moved, stops);
    } finally {
      opened.ledger.close();
    }
  }

  private async run(
    ledgerImport: UnfinishedImport,
    ledger: OpenedLedger,
    moved: (doneLine: number) => void,
    stops: () => boolean,
  ): Promise<RunResult> {
    let { doneLine } = ledgerImport;
    for await (const lines of readAhead(inChunks(behind(ledger.rows(), doneLine), chunkRows))) {
      if (stops()) return 'put-off';
      const { skipped } = ledger;
      const from = doneLine;
      const chunk = await this.transactions.run(async (tx) =>
        (await this.imports.takeTurn(tx, ledgerImport, from))
          ? this.takeIn.execute(tx, ledgerImport, { ledger, lines, skipped })
          : null,
      );
      if (!chunk) return 'overtaken';
      doneLine = chunk.doneLine;
      moved(doneLine);
    }
    const isDone = await this.transactions.run(async (tx) => {
      const isOurs = await this.imports.takeTurn(tx, ledgerImport, doneLine);
      if (isOurs) await this.imports.finish(tx, ledgerImport.id, ledger.skipped);
      return isOurs;
    });
    return isDone ? 'done' : 'overtaken';
  }
}

async function* behind(rows: AsyncIterable<LedgerLine>, doneLine: number): AsyncGenerator<LedgerLine> {
  for await (const row of rows) if (row.line > doneLine) yield row;
}
