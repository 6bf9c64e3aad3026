import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { type PrivacyNotice } from '#domain';
import { AesCipher } from '#identity';
import { PgPlaces } from '#persistence';
import { AjvForms } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { PRIVACY_NOTICES } from '../../../composition/src/index.js';
import { type Say } from '../embedded-postgres/say.js';
import { growDemonstrationCounty } from './grow-demonstration-county.js';
import { accountsFile, readAccounts } from './people/accounts.js';

/** Grows the demonstration county where it is not there yet, and says how to sign in. */
export async function startDemonstration(
  app: INestApplicationContext,
  configDirectory: string,
  dataDirectory: string,
  say: Say,
): Promise<void> {
  const grown = await growDemonstrationCounty({
    dataSource: app.get(DataSource),
    configDirectory,
    dataDirectory,
    forms: app.get(AjvForms),
    places: app.get(PgPlaces),
    cipher: app.get(AesCipher),
    notices: app.get<PrivacyNotice[]>(PRIVACY_NOTICES),
    present: Temporal.Instant.fromEpochMilliseconds(Date.now()),
    say,
  });
  if (grown.grown) say('演示县已备好,全部是合成数据。', 'The demonstration county is ready; all of it is synthetic.');
  say(`演示账号,也在 ${join(dataDirectory, accountsFile)}:`, 'Demonstration accounts:');
  for (const { role, name, password } of await readAccounts(dataDirectory)) {
    console.log(`  ${role.padEnd(16)} ${name.padEnd(16)} ${password}`);
  }
}
