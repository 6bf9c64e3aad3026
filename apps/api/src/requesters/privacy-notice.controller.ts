import { Controller, Get, Inject } from '@nestjs/common';
import { noticeInForce, type PrivacyNotice } from '#domain';
import { PgTransactions } from '#persistence';
import { PRIVACY_NOTICES } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { OpenToStrangers } from '../session/access.js';

/** How personal data are handled: whoever is asked for them may read it first, without an account. */
@Controller('v1/privacy-notice')
export class PrivacyNoticeController {
  constructor(
    @Inject(PRIVACY_NOTICES) private readonly notices: readonly PrivacyNotice[],
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
  ) {}

  /** The notice in force today, as Markdown in Chinese and English, with its version. */
  @Get()
  @OpenToStrangers()
  async read() {
    const today = await this.transactions.read((tx) =>
      Promise.resolve(tx.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()),
    );
    const notice = noticeInForce(this.notices, today);
    if (!notice) throw new Problem(404, 'not-found');
    return { version: notice.version, text: notice.text };
  }
}
