/** Persistence: PostgreSQL through TypeORM. The truth of the system lives behind this door. */
export { createDataSource, migrate, patienceOfServing } from './data-source.js';
export { isDatabaseUnavailable } from './unavailable.js';
export { MessageBurden, type RoleWeek } from './relief/message-burden.js';
export { PgCountySettings } from './relief/pg-county-settings.js';
export { isUpToDate, mayMigrate } from './roles/may-migrate.js';
export { type ListedAttachment, PgAttachments } from './attachments/pg-attachments.js';
export { managerOf, PgTransactions, type InstantSource } from './transactions.js';
export { DemonstrationInstants, HostInstants } from './time/instants.js';
export { PgBusinessClock } from './time/business-clock.js';
export { Outbox, type OutboxRow } from './outbox.js';
export { PgNumbering } from './numbering.js';
export { PgCaseStore } from './case/case-store.js';
export { Parameters, readsAsRequester, readsWhole, scopeCondition } from './case/scope-sql.js';
export { CaseWriter } from './case/case-writer.js';
export { searchLexemes } from './case/search-vector.js';
export { RequesterVault } from './case/requester-vault.js';
export { AuditEntries, type AuditQuestion, type ReadAuditEntry } from './audit/audit-entries.js';
export { PgAuditLog } from './audit/pg-audit-log.js';
export { PgAuditRecord } from './audit/pg-audit-record.js';
export { PgAuditSeals } from './audit/pg-audit-seals.js';
export { PgCheckpoints } from './audit/pg-checkpoints.js';
export { checkWord, confirmKeys, isSealed, PgKeyRegister, type KeysFound } from './protection/pg-key-register.js';
export { PgDisclosures, type ReadDisclosure } from './protection/pg-disclosures.js';
export { caseFilterOf, PgExports, type ListedExport } from './protection/pg-exports.js';
export { anonymisedText } from './protection/forget-cases.js';
export { PgKeptData, tablesOf } from './protection/pg-kept-data.js';
export { PgKeptAnswers, type AskedAgain, type KeptAnswer } from './kept-answers/pg-kept-answers.js';
export { PgSavedViews } from './saved-views/pg-saved-views.js';
export { PgCasesByPhone } from './protection/pg-cases-by-phone.js';
export { PgPersonalReads } from './protection/pg-personal-reads.js';
export { PgSealedData } from './protection/pg-sealed-data.js';
export { digestColumns, sealedTables, type SealedTable } from './protection/sealed-columns.js';
export { PgAbsences, type AbsencePageRequest, type ReadAbsence } from './people/pg-absences.js';
export {
  vacantCaseKinds,
  Vacancies,
  type VacancyArea,
  type VacancyPage,
  type VacantCaseKind,
} from './vacancies/vacancies.js';
export { PgHandOvers } from './hand-over/pg-hand-overs.js';
export { HandOverSheets, type HandOverSheet, type SheetItem, type SheetReader } from './hand-over/hand-over-sheets.js';
export { PgDutyLists } from './duty-lists/pg-duty-lists.js';
export { UnitHistories, type UnitHistoriesQuestion } from './duty-lists/unit-histories.js';
export { PgDirectories } from './people/pg-directories.js';
export { PgCaseMigrations, type ReadMigratedCase, type ReadMigration } from './definitions/pg-case-migrations.js';
export {
  plainDefinition,
  readDefinitionText,
  writeDefinitionText,
  type DefinitionValue,
} from './definitions/definition-text.js';
export { PgDefinitionVersions } from './definitions/pg-definition-versions.js';
export { PgDefinitions } from './definitions/pg-definitions.js';
export { CATEGORIES, PgPlaces, type Category } from './places/pg-places.js';
export {
  CaseLists,
  caseSorts,
  type CaseListItem,
  type CasePage,
  type CasePageRequest,
  type CaseSort,
} from './reads/case-list.js';
export { type CaseFilter } from './reads/case-filter.js';
export { CaseDetails, type ReadEvent, type ReadTexts, type ReadTimer } from './reads/case-details.js';
export { SimilarCases, type LikelyCasesQuestion } from './reads/similar-cases.js';
export { Inbox, type InboxMessage } from './reads/inbox.js';
export { linkedCases, type LinkedCase } from './reads/linked-cases.js';
export { SupervisionOrders, orderStates, type OrderState, type ReadOrder } from './reads/supervision-orders.js';
export { Villages, type VillageEntry } from './reads/villages.js';
export * from './reads/registers/index.js';
export { PgRegisterStore } from './people/pg-register-store.js';
export { SystemEvents, type SystemEvent } from './reads/system-events.js';
export { TimerHealth } from './reads/timer-health.js';
export * from './entities/index.js';
export {
  loadRegions,
  PgRegionEditions,
  PgTermsOfPlaces,
  readEdition,
  readRegions,
  regionKinds,
  type ReadEdition,
  type RegionKind,
  type RegionProblem,
  type RegionRow,
} from './regions/index.js';
export { type DefinitionFileProblem } from './definitions/definition-file.js';
export { tellDefinitionProblems } from './definitions/tell-definition-problems.js';
export { wordsFor } from './definitions/problem-words.js';
export { loadDefinitions, type LoadDefinitions, type LoadedDefinition } from './definitions/load-definitions.js';
export { HistoryTransaction } from './history-transaction.js';
export { knowledgeOfRegions } from './ledger/knowledge-of-regions.js';
export { LedgerReports, type LedgerReport, type ReportScope } from './ledger/ledger-reports.js';
export { PgLedgerImports } from './ledger/pg-ledger-imports.js';
export { PgLedgerKnowledge } from './ledger/pg-ledger-knowledge.js';
export { PgLedgerStatements } from './ledger/pg-ledger-statements.js';
export { readDefinitionFiles, type ReadDefinitionFiles } from './definitions/read-definition-files.js';
export { ledgerWords } from './ledger/ledger-words.js';
export { holderOf } from './people/accounts.js';
export * from './sign-in/index.js';
export { countyDay, countyTimeZone } from './places/county-day.js';
export * from './registers/index.js';
