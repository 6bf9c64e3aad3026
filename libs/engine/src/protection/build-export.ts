import { actorAt } from '#domain';
import { type Directories } from '../ports/definitions.js';
import { type ExportFiles, type Exports } from '../ports/exports.js';
import { scopeAt } from '../ports/scope.js';
import { type Transactions } from '../ports/transactions.js';

/** How long a file can be fetched. */
const kept = { hours: 24 };

/**
 * Makes the file of an export, cut to what its owner sees now, not to what was seen when it was asked for, and to as many
 * rows as were asked for then and agreed to. Run twice, the second run finds nothing left to do.
 */
export class BuildExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly exports: Exports,
    private readonly directories: Directories,
    private readonly files: ExportFiles,
  ) {}

  async execute(id: string): Promise<'done' | 'nothing-to-do'> {
    const waiting = await this.transactions.run(async (tx) => {
      const request = await this.exports.lock(tx, id, null);
      if (request?.state !== 'waiting') return null;
      const directory = await this.directories.of(tx, request.countyCode);
      const actor = actorAt(request.personId, directory, tx.now);
      return { request, scope: scopeAt(request.countyCode, actor, directory, tx.now) };
    });
    if (!waiting) return 'nothing-to-do';
    const { request: agreed, scope } = waiting;
    const { file, rows } = await this.files.make(agreed, scope, agreed.rowsExpected);
    return this.transactions.run(async (tx) => {
      const request = await this.exports.lock(tx, id, null);
      if (request?.state !== 'waiting') return 'nothing-to-do';
      await this.exports.keep(tx, id, file, rows, tx.now.add(kept));
      return 'done';
    });
  }
}
