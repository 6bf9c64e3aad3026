import { hashPassword, newOneTimeCode } from '#identity';
import { Account, County, loadDefinitions, OrganisationRow, Person, PostingRow } from '#persistence';
import { StartUpError } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { type DataSource, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { foundCounty } from './found-county.js';

/** Signs in first, with the one-time code that the start prints, and sets a password. */
const firstAdministrator = 'admin';

/**
 * Enters a real county into an empty database, with nobody in it but its first administrator. Returns the one-time
 * code to print, or null: `once`, when the county was founded just now, for services of which many start again and
 * again; `until-used`, a new one at each start, for somebody who sits before it.
 */
export async function startRealCounty(
  dataSource: DataSource,
  code: string,
  configDirectory: string,
  print: 'once' | 'until-used',
): Promise<string | null> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [founding]);
    const now = Temporal.Instant.fromEpochMilliseconds(Date.now());
    if (await manager.existsBy(County, { code })) {
      // what a new release or the county's own hand changed waits as a draft; a broken file changes nothing in force
      await loadDefinitions(manager, code, configDirectory, now);
    } else {
      await foundCounty(manager, { code, demonstration: false, configDirectory, from: now });
      await enterAdministrator(manager, code);
    }
    const account = await manager.findOneByOrFail(Account, { countyCode: code, name: firstAdministrator });
    const isPrinted = print === 'once' && account.oneTimeCodeHash !== null;
    if (account.passwordHash !== null || isPrinted) return null;
    const oneTimeCode = newOneTimeCode();
    await manager.update(Account, { id: account.id }, { oneTimeCodeHash: await hashPassword(oneTimeCode) });
    return oneTimeCode;
  });
}

/** What the start says of the first administrator, in Chinese and English. */
export function firstSignIn(oneTimeCode: string): readonly [zh: string, en: string] {
  return [
    `首位管理员:用户名 ${firstAdministrator},一次性代码 ${oneTimeCode}。登录时把它填在 code,在 password 里填您自己选的新密码(至少 10 个字)。`,
    `First administrator: ${firstAdministrator}; sign in with this one-time code as code, and a password of your own (at least 10 characters).`,
  ];
}

/** One data folder is one installation: synthetic people and real ones never share a database. Throws `StartUpError`. */
export async function refuseOtherMode(dataSource: DataSource, demonstration: boolean): Promise<void> {
  const counties = await dataSource.manager.find(County);
  const other = counties.find((county) => county.demonstration !== demonstration);
  if (!other) return;
  throw demonstration
    ? new StartUpError(
        'arguments-invalid',
        `这个数据目录里是真实的县 ${other.code}。请用 npm start -- --county ${other.code} 启动,或换一个 DATA_DIR 看演示。`,
        `This data folder holds the real county ${other.code}: start it with npm start -- --county ${other.code}, or set another DATA_DIR for the demonstration.`,
      )
    : new StartUpError(
        'arguments-invalid',
        '这个数据目录里是演示县。真实的县请换一个数据目录,例如 DATA_DIR=.data-county npm start -- --county …。',
        'This data folder holds the demonstration county. Give a real county a folder of its own: DATA_DIR=.data-county npm start -- --county ….',
      );
}

/** Two processes that start at once: the second waits, and finds the county there. Any number nobody else takes. */
const founding = 350_125;

async function enterAdministrator(manager: EntityManager, countyCode: string): Promise<void> {
  const [organisationId, personId] = [v7(), v7()];
  const since = new Date();
  await manager.insert(OrganisationRow, {
    id: organisationId,
    countyCode,
    name: '系统管理',
    aliases: [],
    kind: 'administration',
    regionCode: countyCode,
    parentId: null,
  });
  await manager.insert(Person, { id: personId, countyCode, name: '系统管理员' });
  await manager.insert(PostingRow, {
    id: v7(),
    countyCode,
    personId,
    organisationId,
    role: 'system-admin',
    rank: null,
    regionCode: countyCode,
    fromAt: since,
  });
  await manager.insert(Account, {
    id: v7(),
    countyCode,
    personId,
    name: firstAdministrator,
    passwordHash: null,
    oneTimeCodeHash: null,
    disabledAt: null,
  });
}
