import { type PrivacyNotice } from '#domain';
import { type Cipher, type Forms, type Places } from '#engine';
import { County, HistoryTransaction, type RegionRow } from '#persistence';
import { type Temporal } from 'temporal-polyfill';
import { type DataSource, type EntityManager } from 'typeorm';
import { foundCounty } from '../../../composition/src/index.js';
import { type Say } from '../embedded-postgres/say.js';
import { Chance } from './chance.js';
import { type DemonstrationFiles, readDemonstrationFiles } from './files.js';
import { StoryDrawer, villagesFor } from './history/draw-stories.js';
import { historyEngine } from './history/history-engine.js';
import { planHistory } from './history/plan-history.js';
import { type Played, playHistory } from './history/play-history.js';
import { WorkingDays } from './history/working-days.js';
import { createAccounts, type DemonstrationAccount, writeAccounts } from './people/accounts.js';
import { composeCast } from './people/compose-cast.js';
import { dutyRoster } from './people/duty-roster.js';
import { writeCast } from './people/write-cast.js';
import { writeLedger } from './write-ledger.js';

/** The county whose real divisions the demonstration stands on. */
export const demonstrationCounty = '350123';

/** How long before the present the history begins, in days: thirty working days and the longest holidays fit. */
const historyDays = 56;
/** Postings and links are older than the history, in days. */
const postedDays = 240;

/** What the demonstration county is grown with. */
export interface Growth {
  readonly dataSource: DataSource;
  readonly configDirectory: string;
  /** Accounts and ledger are written here. */
  readonly dataDirectory: string;
  readonly forms: Forms;
  readonly places: Places;
  readonly cipher: Cipher;
  /** The notice that requesters of the history were given. */
  readonly notices: readonly PrivacyNotice[];
  /** The instant at which the history ends and the county goes on living. */
  readonly present: Temporal.Instant;
  readonly say: Say;
}

export type Grown =
  | { readonly grown: false; readonly because: 'county-exists' }
  | ({
      readonly grown: true;
      readonly accounts: readonly DemonstrationAccount[];
      readonly accountsFile: string;
      readonly ledgerFile: string;
      readonly people: number;
    } & Played);

/**
 * Grows the demonstration county on a database that has no county yet: divisions, definitions, people, accounts, a
 * ledger to import, and six weeks of history through the use cases. All in one transaction, so that a start that is
 * interrupted begins anew. Throws `StartUpError('config-invalid')` where a file is broken.
 */
export async function growDemonstrationCounty(growth: Growth): Promise<Grown> {
  const files = await readDemonstrationFiles(growth.configDirectory);
  return growth.dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [growing]);
    if (await manager.existsBy(County, {})) return { grown: false, because: 'county-exists' };
    return grow(manager, files, growth);
  });
}

/** Two processes that start at once: the second waits, and finds the county there. Any number nobody else takes. */
const growing = 350_124;

async function grow(manager: EntityManager, files: DemonstrationFiles, growth: Growth): Promise<Grown> {
  const { configDirectory, dataDirectory, present, say } = growth;
  const code = demonstrationCounty;
  const begin = present.subtract({ hours: 24 * historyDays });
  say('正在准备演示县(合成数据)…', 'Preparing the demonstration county (synthetic data)…');
  const founding = { code, demonstration: true, configDirectory, from: begin };
  const regions = inForce(await foundCounty(manager, founding));
  const transaction = new HistoryTransaction(manager, begin);
  const engine = historyEngine(manager, transaction, growth);
  const calendar = await transaction.run((tx) => engine.definitions.calendar(tx, code, 'default'));
  if (!calendar) throw new Error('the county has no default calendar');

  const cast = composeCast(files, code, regions);
  const roster = dutyRoster(cast, code, begin, present, calendar.timeZone);
  await writeCast(manager, code, cast, roster, begin.subtract({ hours: 24 * postedDays }));
  const accounts = await createAccounts(manager, code, cast, files.people.accounts);

  say('正在写入六周的办理经过…', 'Living through six weeks of history…');
  const chance = new Chance(files.history.seed);
  const drawer = new StoryDrawer(files, villagesFor(files.people, cast), chance);
  const steps = planHistory(files.history, drawer, new WorkingDays(calendar, present), chance, present);
  const { phrases } = files.phrases;
  const played = await playHistory(steps, present, {
    countyCode: code,
    cast,
    phrases,
    chance,
    calendar,
    engine,
    transaction,
  });

  const today = present.toZonedDateTimeISO(calendar.timeZone).toPlainDate().toString();
  const setting = { countyName: regions[0]!.name, regions, cast, configDirectory, today, seed: files.history.seed };
  const ledgerFile = await writeLedger(dataDirectory, setting);
  // before the commit: a crash in between leaves passwords of nobody, never accounts whose passwords nobody knows
  const accountsFile = await writeAccounts(dataDirectory, accounts);
  return { grown: true, accounts, accountsFile, ledgerFile, people: cast.people.length, ...played };
}

function inForce(regions: readonly RegionRow[]): RegionRow[] {
  return regions.filter(({ validTo }) => validTo === null);
}
