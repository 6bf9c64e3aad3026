import { type INestApplicationContext } from '@nestjs/common';
import { type OnWhoseWord, type Tx } from '#engine';
import { County, holderOf, PgTransactions } from '#persistence';
import { readEnvironment } from '#platform';
import { DataSource } from 'typeorm';
import { settingsOf } from '../../../composition/src/index.js';
import { WrongUsage } from '../command.js';
import { databaseUrlOf } from '../database-url.js';
import { withEngine } from '../import/with-engine.js';

/** Which county, and in whose name; the only county of the database where none is named. */
export interface CountyOptions {
  readonly county?: string;
  readonly person?: string;
}

/** Runs work against the engine for one county. Throws `WrongUsage` where county or account are not there. */
export async function withCounty<T>(
  { county, person }: CountyOptions,
  work: (engine: INestApplicationContext, by: OnWhoseWord) => Promise<T>,
): Promise<T> {
  const environment = readEnvironment();
  const databaseUrl = await databaseUrlOf(environment);
  const settings = await settingsOf(environment, databaseUrl, environment.DEMO ?? false);
  return withEngine(settings, async (engine) => {
    const counties = await engine.get(DataSource).manager.find(County);
    const found = county === undefined ? counties : counties.filter(({ code }) => code === county);
    if (found.length !== 1) {
      throw county === undefined
        ? new WrongUsage('库里不止一个县,请用 --county 写明', 'There is not just one county; name it with --county')
        : new WrongUsage(`没有这个县:${county}`, `There is no county ${county}`);
    }
    const { code: countyCode } = found[0]!;
    const holder = person === undefined ? null : await readIn(engine, (tx) => holderOf(tx, person));
    if (person !== undefined && holder?.countyCode !== countyCode)
      throw new WrongUsage(`这个县没有账号 ${person}`, `The county has no account ${person}`);
    return work(engine, { countyCode, personId: holder?.personId ?? null, accountId: null });
  });
}

function readIn<T>(engine: INestApplicationContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return engine.get(PgTransactions).read(work);
}
