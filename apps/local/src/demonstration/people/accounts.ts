import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Role } from '#domain';
import { hashPassword } from '#identity';
import { Account } from '#persistence';
import { type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { type PeopleFile } from '../files.js';
import { type Cast } from './cast.js';

/** A way into the demonstration county. `name` is what one signs in with. */
export interface DemonstrationAccount {
  readonly role: Role;
  readonly name: string;
  readonly password: string;
}

export const accountsFile = 'demo-accounts.json';

/** One account a role of the tour, each with a password of its own that chance made. */
export async function createAccounts(
  manager: EntityManager,
  countyCode: string,
  cast: Cast,
  wanted: PeopleFile['accounts'],
): Promise<DemonstrationAccount[]> {
  const accounts = wanted.map(({ role, person }) => ({
    account: { role, name: role, password: randomBytes(9).toString('base64url') },
    personId: cast.person(person).id,
  }));
  await manager.insert(
    Account,
    await Promise.all(
      accounts.map(async ({ account: { name, password }, personId }) => ({
        ...{ id: v7(), countyCode, personId, name },
        ...{ passwordHash: await hashPassword(password), oneTimeCodeHash: null, disabledAt: null },
      })),
    ),
  );
  return accounts.map(({ account }) => account);
}

/** Writes the accounts where whoever started the system finds them, for the owner's eyes only (mode 0600). */
export async function writeAccounts(dataDirectory: string, accounts: readonly DemonstrationAccount[]): Promise<string> {
  const path = join(dataDirectory, accountsFile);
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  await writeFile(draft, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(draft, path);
  return path;
}

/** The accounts as an earlier start wrote them; none where somebody removed the file. */
export async function readAccounts(dataDirectory: string): Promise<DemonstrationAccount[]> {
  const written = await readFile(join(dataDirectory, accountsFile), 'utf8').catch(() => '[]');
  return JSON.parse(written) as DemonstrationAccount[];
}
