import { type Writable } from 'node:stream';
import { AdministerAccounts } from '#engine';
import { PgTransactions } from '#persistence';
import { readEnvironment } from '#platform';
import { settingsOf } from '../../../composition/src/index.js';
import { type ExitCode, WrongUsage } from '../command.js';
import { databaseUrlOf } from '../database-url.js';
import { withEngine } from '../import/with-engine.js';
import { JsonLines } from '../lines.js';

/**
 * `guacun restore-account NAME`: for whoever runs the machine, when no administrator can sign in any more. The account
 * gets a one-time code and loses its second factor; the audit says so.
 */
export async function restoreAccount(
  name: string | undefined,
  output: Writable,
  complain: (text: string) => void,
): Promise<ExitCode> {
  if (!name) throw new WrongUsage('请写账号的用户名', 'Name the account');
  const environment = readEnvironment();
  const settings = await settingsOf(environment, await databaseUrlOf(environment), environment.DEMO ?? false);
  return withEngine(settings, async (engine) => {
    const given = await engine.get(PgTransactions).run((tx) => engine.get(AdministerAccounts).restore(tx, name));
    if (!given) {
      complain(`没有可用的账号 ${name}(没有这个用户名,或已停用)。\nThere is no account ${name}, or it is disabled.`);
      return 1;
    }
    const { oneTimeCode, expiresAt } = given;
    await new JsonLines(output).write({ name, oneTimeCode, expiresAt: new Date(expiresAt).toISOString() });
    return 0;
  });
}
