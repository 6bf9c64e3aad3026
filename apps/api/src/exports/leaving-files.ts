import { Inject, Injectable } from '@nestjs/common';
import { type Tx } from '#engine';
import { type Language, type Mark, markOf } from '#ledgers';
import { PgAuditLog } from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { type ReaderIdentity } from '../session/reader.js';

/** What leaves: a thing and its id, and how much of it where that is known. */
export interface LeavingFile {
  readonly kind: string;
  readonly id: string;
  readonly rows?: number;
}

/** Files that are written while they are fetched. No mark without an entry in the audit, and so no such file without one. */
@Injectable()
export class LeavingFiles {
  constructor(
    @Inject(PgAuditLog) private readonly audit: PgAuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Records, before the first byte goes out, that it leaves; returns the mark that it has to bear. */
  async leave(tx: Tx, reader: ReaderIdentity, { kind, id, rows }: LeavingFile, language: Language): Promise<Mark> {
    const { countyCode, personId, accountId, name } = reader;
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'exported', personId, accountId, subject: { kind, id } },
      ...(rows !== undefined && { data: { rows } }),
    });
    return markOf({ by: name, at: tx.now, reference: id, language, synthetic: this.settings.demonstration });
  }
}
