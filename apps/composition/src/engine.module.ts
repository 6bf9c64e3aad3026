import {
  type DynamicModule,
  type FactoryProvider,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  ActOnCase,
  ActOnCases,
  AdvanceBusinessClock,
  FireDueTimers,
  KeepViews,
  type MachineClock,
  OpenCase,
  type SweepSize,
} from '#engine';
import { type PrivacyNotice } from '#domain';
import { AesCipher } from '#identity';
import {
  CATEGORIES,
  type Category,
  CaseDetails,
  CaseLists,
  CaseWriter,
  createDataSource,
  DemonstrationInstants,
  HostInstants,
  Inbox,
  Outbox,
  patienceOfServing,
  PgAuditLog,
  PgBusinessClock,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgKeptAnswers,
  PgNumbering,
  PgPlaces,
  PgSavedViews,
  PgTransactions,
  RequesterVault,
  SimilarCases,
  SupervisionOrders,
  SystemEvents,
  TimerHealth,
} from '#persistence';
import { AjvForms } from '#platform';
import { DataSource } from 'typeorm';
import { attachmentProviders } from './attachments/attachment.providers.js';
import { auditProviders } from './audit/audit.providers.js';
import { definitionProviders } from './definitions.providers.js';
import { leaveProviders } from './leave.providers.js';
import { ledgerProviders } from './ledgers/ledger.providers.js';
import { peopleProviders } from './people/people.providers.js';
import { orderNumbersBy } from './order-numbers.js';
import { reliefProviders } from './relief.providers.js';
import { readCategories } from './categories.js';
import { PRIVACY_NOTICES, protectionProviders } from './protection/protection.providers.js';
import { provide } from './provide.js';
import { registerSheetProviders } from './registers/register-sheet.providers.js';
import { regionProviders } from './regions/region.providers.js';
import { MACHINE_CLOCK, signInProviders } from './sign-in/sign-in.providers.js';
import { SETTINGS, type Settings } from './settings.js';

const NUMBERS = Symbol('connection for numbers');

/** Closes the database when the process stops, after everything that uses it. */
@Injectable()
class CloseDatabase implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(NUMBERS) private readonly numbers: DataSource,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    for (const one of [this.dataSource, this.numbers]) if (one.isInitialized) await one.destroy();
  }
}

/** The adapters that stand behind the engine's ports. */
const adapters: FactoryProvider[] = [
  provide(DataSource, [SETTINGS], ({ databaseUrl, poolSize }: Settings) =>
    createDataSource(databaseUrl, poolSize, patienceOfServing).initialize(),
  ),
  provide(AjvForms, [], () => new AjvForms()),
  provide(
    PgTransactions,
    [DataSource, SETTINGS],
    (dataSource: DataSource, { demonstration }: Settings) =>
      new PgTransactions(dataSource, demonstration ? new DemonstrationInstants() : new HostInstants()),
  ),
  provide(PgBusinessClock, [DataSource], (dataSource: DataSource) => new PgBusinessClock(dataSource)),
  // a connection of its own: an opening case that waits for a number must not wait for a connection that others hold
  provide(NUMBERS, [SETTINGS], ({ databaseUrl }: Settings) =>
    createDataSource(databaseUrl, 1, patienceOfServing).initialize(),
  ),
  provide(PgNumbering, [NUMBERS], (numbers: DataSource) => new PgNumbering(numbers)),
  provide(PgDefinitions, [], () => new PgDefinitions()),
  provide(PgDirectories, [], () => new PgDirectories()),
  provide(CATEGORIES, [SETTINGS], ({ configDirectory }: Settings) => readCategories(configDirectory)),
  provide(PgPlaces, [CATEGORIES], (categories: Category[]) => new PgPlaces(categories)),
  provide(
    RequesterVault,
    [AesCipher, PRIVACY_NOTICES],
    (cipher: AesCipher, notices: PrivacyNotice[]) => new RequesterVault(cipher, notices),
  ),
  provide(
    CaseWriter,
    [PgDefinitions, RequesterVault, PgNumbering],
    (definitions: PgDefinitions, vault: RequesterVault, numbering: PgNumbering) =>
      new CaseWriter(definitions, vault, () => numbering.newId(), orderNumbersBy(numbering)),
  ),
  provide(PgCaseStore, [CaseWriter], (writer: CaseWriter) => new PgCaseStore(writer)),
  provide(PgAuditLog, [], () => new PgAuditLog()),
  provide(
    PgKeptAnswers,
    [AesCipher, MACHINE_CLOCK, PgNumbering],
    (cipher: AesCipher, clock: MachineClock, numbering: PgNumbering) =>
      new PgKeptAnswers(cipher, clock, () => numbering.newId()),
  ),
  provide(Outbox, [DataSource], (dataSource: DataSource) => new Outbox(dataSource)),
  provide(CaseLists, [], () => new CaseLists()),
  provide(PgSavedViews, [], () => new PgSavedViews()),
  provide(CaseDetails, [PgCaseStore], (cases: PgCaseStore) => new CaseDetails(cases)),
  provide(SimilarCases, [], () => new SimilarCases()),
  provide(Inbox, [], () => new Inbox()),
  provide(SupervisionOrders, [], () => new SupervisionOrders()),
  provide(SystemEvents, [], () => new SystemEvents()),
  provide(TimerHealth, [], () => new TimerHealth()),
];

/** What an action on a case needs, in the order of the constructors. */
const caseParts = [PgCaseStore, PgDefinitions, PgDirectories, PgPlaces, AjvForms, PgNumbering] as const;
type CaseParts = ConstructorParameters<typeof OpenCase>;

/** While the database writes one batch, the next is decided: more lanes than two would only wait for one another. */
const sweepSize: SweepSize = { batch: 2_000, lanes: 2 };
type SweepParts = [PgTransactions, PgCaseStore, PgDefinitions, PgDirectories, PgNumbering];

/** The use cases: plain classes of the engine, made here and nowhere else. */
const useCases: FactoryProvider[] = [
  provide(OpenCase, [...caseParts], (...parts: CaseParts) => new OpenCase(...parts)),
  provide(ActOnCase, [...caseParts], (...parts: CaseParts) => new ActOnCase(...parts)),
  provide(
    ActOnCases,
    [PgTransactions, ...caseParts],
    (transactions: PgTransactions, ...[cases, definitions, directories, places, forms, numbering]: CaseParts) =>
      new ActOnCases(transactions, { cases, definitions, directories, places, forms, numbering }),
  ),
  provide(
    KeepViews,
    [PgSavedViews, PgDirectories, PgNumbering],
    (...parts: ConstructorParameters<typeof KeepViews>) => new KeepViews(...parts),
  ),
  provide(
    FireDueTimers,
    [PgTransactions, PgCaseStore, PgDefinitions, PgDirectories, PgNumbering],
    (...parts: SweepParts) => new FireDueTimers(...parts, sweepSize),
  ),
  provide(
    AdvanceBusinessClock,
    [PgTransactions, PgCaseStore, PgBusinessClock, FireDueTimers],
    (...parts: ConstructorParameters<typeof AdvanceBusinessClock>) => new AdvanceBusinessClock(...parts),
  ),
];

/** The composition of the system: every door imports it and finds the same engine behind. */
@Global()
@Module({})
export class EngineModule {
  static with(settings: Settings): DynamicModule {
    const parts = [
      { provide: SETTINGS, useValue: settings },
      ...adapters,
      ...useCases,
      ...definitionProviders,
      ...reliefProviders,
      ...auditProviders,
      ...ledgerProviders,
      ...signInProviders,
      ...leaveProviders,
      ...peopleProviders,
      ...regionProviders,
      ...registerSheetProviders,
      ...protectionProviders,
      ...attachmentProviders,
    ];
    return { module: EngineModule, providers: [...parts, CloseDatabase], exports: parts };
  }
}
