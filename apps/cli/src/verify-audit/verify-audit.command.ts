import { type Writable } from 'node:stream';
import { VerifyAudit } from '#engine';
import { isSigned, sha256 } from '#identity';
import { createDataSource, HostInstants, PgAuditRecord, PgTransactions } from '#persistence';
import { readEnvironment } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { type ExitCode, WrongUsage } from '../command.js';
import { databaseUrlOf } from '../database-url.js';
import { JsonLines } from '../lines.js';
import { outsideEvidence } from './outside-evidence.js';
import { tellFinding } from './tell-finding.js';

export interface VerifyAuditOptions {
  readonly since?: string;
  readonly checkpoints?: string;
  readonly 'public-key'?: string;
}

/**
 * `guacun verify-audit`: every finding is a line, then one line that sums up. It needs the database and what was kept
 * outside of it, and none of the installation's secrets, so that it can be run by whoever does not run the system.
 */
export async function verifyAudit(
  options: VerifyAuditOptions,
  output: Writable,
  complain: (text: string) => void,
): Promise<ExitCode> {
  const since = numberOf(options.since ?? '1');
  const environment = readEnvironment();
  const evidence = await outsideEvidence(environment.DATA_DIR, options.checkpoints, options['public-key']);
  for (const line of evidence.unreadable)
    complain(`检查点文件第 ${line} 行读不懂 / line ${line} of the checkpoints is none`);
  const dataSource = await createDataSource(await databaseUrlOf(environment), 1).initialize();
  try {
    const transactions = new PgTransactions(dataSource, new HostInstants());
    const verifier = new VerifyAudit(transactions, new PgAuditRecord(), sha256, isSigned);
    const lines = new JsonLines(output);
    const { tail, ...verified } = await verifier.execute({ since, ...evidence }, (finding) =>
      lines.write({ ...finding, told: tellFinding(finding) }),
    );
    const ageSeconds = tail.rows === 0 ? 0 : Temporal.Now.instant().since(tail.sealedUntil).total('seconds');
    const unsealed = { rows: tail.rows, ageSeconds: Math.max(0, ageSeconds), sealedUntil: tail.sealedUntil };
    const isWhole = verified.findings === 0 && evidence.unreadable.length === 0;
    await lines.write({ whole: isWhole, since, ...verified, unsealed });
    return isWhole ? 0 : 1;
  } finally {
    await dataSource.destroy();
  }
}

function numberOf(written: string): number {
  if (/^[1-9]\d{0,14}$/.test(written)) return Number(written);
  throw new WrongUsage('--since 请写封印编号,例如 1', '--since takes the number of a seal, such as 1');
}
