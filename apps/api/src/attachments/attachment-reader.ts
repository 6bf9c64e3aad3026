import { Inject, Injectable } from '@nestjs/common';
import { CaseDetails, PgAttachments, PgDefinitions, PgTransactions } from '#persistence';
import { type ReaderIdentity } from '../session/reader.js';
import { attachmentView } from './attachment-view.js';

/** Puts the files of a case together for a reader. */
@Injectable()
export class AttachmentReader {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(CaseDetails) private readonly details: CaseDetails,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(PgAttachments) private readonly attachments: PgAttachments,
  ) {}

  /** Null where there is no such case inside the reader's scope. */
  ofCase({ scope }: ReaderIdentity, caseId: string) {
    return this.transactions.read(async (tx) => {
      const record = await this.details.record(tx, scope, caseId);
      if (!record) return null;
      const { calendar } = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
      const files = await this.attachments.ofCase(tx, scope, caseId);
      return files.map((one) => attachmentView(one, calendar.timeZone));
    });
  }

  async one(reader: ReaderIdentity, caseId: string, id: string) {
    return (await this.ofCase(reader, caseId))?.find((one) => one.id === id);
  }
}
