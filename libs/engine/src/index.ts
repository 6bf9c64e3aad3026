export {
  AddAttachment,
  type AddAttachmentCommand,
  type AddAttachmentRefusal,
  type AddAttachmentResult,
} from './attachments/add-attachment.js';
export { ClearContent } from './attachments/clear-content.js';
export { FetchAttachment, type FetchAttachmentResult } from './attachments/fetch-attachment.js';
export { RemoveAttachment, type RemoveAttachmentResult } from './attachments/remove-attachment.js';
export { ScanAttachments } from './attachments/scan-attachments.js';
export {
  type AttachmentStore,
  type Content,
  type ContentCipher,
  type StoredContent,
} from './ports/attachment-store.js';
export { type AttachmentRecord, type Attachments, type NewAttachment } from './ports/attachments.js';
export { type ContentScanner, type ScanVerdict } from './ports/content-scanner.js';
export { type ReceivedFile, type ReceivedFiles, type RefusalOfContent } from './ports/received-files.js';
export { ActOnCase, type ActOnCaseCommand, type ActOnCaseResult } from './cases/act-on-case.js';
export { ActOnCases, type ActOnCasesCommand, type OneOfMany, type SeenCase } from './cases/act-on-cases.js';
export { type DecidingParts } from './cases/deciding.js';
export { EndAbsence, type EndAbsenceResult } from './absences/end-absence.js';
export { EnterAbsence, type EnterAbsenceCommand, type EnterAbsenceResult } from './absences/enter-absence.js';
export { type Absences, type AbsenceRecord } from './ports/absences.js';
export { HandOver, type HandOverCommand, type HandOverCounts, type HandOverResult } from './hand-over/hand-over.js';
export { type HandOverItem, type HandOverRecord, type HandOvers, type NamingCase } from './ports/hand-overs.js';
export { OpenCase, type OpenCaseCommand, type OpenCaseResult } from './cases/open-case.js';
export { Unfolding, type CaseIdentity } from './cases/unfolding.js';
export { FireDueTimers, type SweepSize } from './timers/fire-due-timers.js';
export { AdvanceBusinessClock } from './time/advance-business-clock.js';
export { ChangeCountySettings } from './relief/change-county-settings.js';
export {
  ChangeDutyList,
  type ChangeDutyListCommand,
  type ChangeDutyListResult,
} from './duty-lists/change-duty-list.js';
export { type DutyLists, type HeldDutyList } from './ports/duty-lists.js';
export { type CountySettings, type CountySettingsStore } from './ports/county-settings.js';
export { MakeCheckpoint } from './audit/make-checkpoint.js';
export { SealAudit } from './audit/seal-audit.js';
export { Settling } from './audit/settling.js';
export { VerifyAudit, type AuditToVerify, type IsSigned, type VerifiedAudit } from './audit/verify-audit.js';
export { type AuditRecord, type UnsealedTail } from './ports/audit-record.js';
export {
  type AuditSeals,
  type CheckpointFile,
  type Checkpoints,
  type CheckpointSigner,
  type Frontier,
} from './ports/audit-seals.js';
export { type AuditEntry, type AuditKind, type AuditLog } from './ports/audit-log.js';
export { type AccountRecord, type Accounts, type ListedAccount, type NewAccount } from './ports/accounts.js';
export { type ApiToken, type ApiTokens, type NewApiToken } from './ports/api-tokens.js';
export { type MachineClock } from './ports/machine-clock.js';
export { type BegunEnrolment, type SecondFactors } from './ports/second-factors.js';
export { type AuthenticatorCodes, type Passwords, type Secret, type Secrets } from './ports/secrets.js';
export { type NewSession, type OwnSession, type SessionRules, type SessionStore } from './ports/sessions.js';
export { type SignInDelays } from './ports/sign-in-delays.js';
export {
  AdministerAccounts,
  type AccountChange,
  type CreatedAccount,
  type GivenCode,
  oneTimeCodeHours,
} from './sign-in/administer-accounts.js';
export { type Attempter, CountAttempts } from './sign-in/attempts.js';
export { type By } from './sign-in/by.js';
export { ChangePassword, type ChangePasswordResult } from './sign-in/change-password.js';
export { CheckCode } from './sign-in/check-code.js';
export { type Confirming, ConfirmPassword } from './sign-in/confirm-password.js';
export { EndAccess } from './sign-in/end-access.js';
export { KeepViews, type KeepViewResult, type ViewKeeper } from './saved-views/keep-views.js';
export { type SavedView, type SavedViews, type ViewContent, type ViewFilters } from './ports/saved-views.js';
export { KnownBrowsers } from './sign-in/known-browser.js';
export { OpenSession } from './sign-in/open-session.js';
export { OwnSessions } from './sign-in/own-sessions.js';
export { OwnTokens } from './sign-in/own-tokens.js';
export { type CheckedCode, type GivenFactor, OwnSecondFactor } from './sign-in/second-factor.js';
export { SignIn, type SignInCommand, type SignInResult } from './sign-in/sign-in.js';
export { type Cipher, type RotatingCipher } from './ports/cipher.js';
export { type KeyFolder, type KeyRegister, type SealedData } from './ports/keys.js';
export { RecordDisclosure, type RecordDisclosureCommand } from './protection/record-disclosure.js';
export { BuildExport } from './protection/build-export.js';
export { DecideExport, type DecideExportResult, exportDeciders } from './protection/decide-export.js';
export { EndRetention, type RetentionCount } from './protection/end-retention.js';
export { type KeptData, type PeriodOfType, type Taken } from './ports/kept-data.js';
export { FetchExport, type FetchExportResult } from './protection/fetch-export.js';
export {
  RequestExport,
  rowsAtMost,
  rowsWithoutApproval,
  type RequestExportResult,
} from './protection/request-export.js';
export {
  type ExportFiles,
  type ExportFormat,
  type ExportRequest,
  type Exports,
  type ExportState,
  type StoredExport,
} from './ports/exports.js';
export { FindByPhone, type FindByPhoneResult } from './protection/find-by-phone.js';
export { RevealRequester, type RevealRequesterResult } from './protection/reveal-requester.js';
export {
  type CasesByPhone,
  type Disclosure,
  type Disclosures,
  type PersonalReads,
  type ReadableCases,
  type Requesters,
} from './ports/personal-data.js';
export { RotateKey, type CheckValueOf, type RotationResult } from './protection/rotate-key.js';
export { type BusinessClock } from './ports/business-clock.js';
export {
  type CaseChange,
  type CaseRecord,
  type CaseStore,
  type CaseText,
  type DecidedTimer,
  type DueTimer,
  type Notice,
  type RequesterIdentity,
} from './ports/case-store.js';
export { type Definition, type ChangingDirectories, type Definitions, type Directories } from './ports/definitions.js';
export {
  definitionKinds,
  type DefinitionActivation,
  type DefinitionKind,
  type DefinitionName,
  type DefinitionVersion,
  type DefinitionVersions,
  type NewVersion,
  type OnWhoseWord,
} from './ports/definition-versions.js';
export { type CaseMigration, type CaseMigrations, type MigratedCase } from './ports/case-migrations.js';
export { ActivateDefinition, type ActivateCommand, type ActivateResult } from './definitions/activate-definition.js';
export {
  BeginMigration,
  type BeginMigrationCommand,
  type BeginMigrationResult,
} from './definitions/begin-migration.js';
export { RunMigration, type OnTheWay, type RunMigrationResult } from './definitions/run-migration.js';
export { CountySchedule } from './definitions/county-schedule.js';
export {
  EnterDefinitions,
  type DefinitionsToEnter,
  type EnteredVersion,
  type EnterDefinitionsResult,
  type EntryProblem,
} from './definitions/enter-definitions.js';
export { WithdrawActivation, type WithdrawResult } from './definitions/withdraw-activation.js';
export { type FormProblem, type Forms, type SoundForms } from './ports/forms.js';
export { type Numbering } from './ports/numbering.js';
export { type Places } from './ports/places.js';
export { justActedOn, scopeAt, wholeCounty, type Scope, type View } from './ports/scope.js';
export { type Transactions, type Tx } from './ports/transactions.js';
export { ImportRows, type ImportedRows, type RowOutcome } from './ledger/import-rows.js';
export { TakeInLines } from './ledger/take-in-lines.js';
export { RunLedgerImport, chunkRows, type RunResult } from './ledger/run-ledger-import.js';
export { SubmitLedger, rowsAtOnce, type SubmitLedgerCommand, type SubmitLedgerResult } from './ledger/submit-ledger.js';
export {
  type ImportedChunk,
  type LedgerCount,
  type LedgerDigest,
  type LedgerImport,
  type LedgerImports,
  type LedgerRowRecord,
  type UnfinishedImport,
} from './ports/ledger-imports.js';
export { type LedgerKnowledgeSource } from './ports/ledger-knowledge.js';
export {
  type LedgerFileProblem,
  type LedgerFrame,
  type LedgerLine,
  type LedgerReader,
  type OpenedLedger,
} from './ports/ledger-reader.js';
export {
  type LedgerStatement,
  type LedgerStatements,
  type LedgerWords,
  type ReadStatement,
} from './ports/ledger-statements.js';
export { importerRoles, importRegions } from './ledger/importers.js';
export { inChunks } from './ledger/in-chunks.js';
export { type ChangeResult } from './people/change-result.js';
export { CorrectRecord, type CorrectRecordCommand } from './people/correct-record.js';
export { EndRecord, type EndRecordCommand } from './people/end-record.js';
export { EnterRecords, type EnteredRecord, type EnterRecordsCommand } from './people/enter-records.js';
export { readingArea, type ReadingArea } from './people/reading-area.js';
export { type AccountableRegistrar } from './people/registrar.js';
export { type RegisterRecord, type RegisterStore } from './ports/register-store.js';
export {
  type EditionState,
  type HangingOn,
  type MovedRegisters,
  type PlacedRegister,
  type RecordedChange,
  type RegionEdition,
  type RegionEditions,
  type RegisterMoves,
  type StrandedCase,
  type TermsOfPlaces,
  type WaitingEdition,
} from './regions/ports.js';
export { PlanRegionEdition, type EditionPlan, type EditionToPlan } from './regions/plan-region-edition.js';
export {
  changesOf,
  EnterRegionEdition,
  type EditionToEnter,
  type EnterResult,
} from './regions/enter-region-edition.js';
export { MoveRegisters } from './regions/move-registers.js';
export { MoveToSuccessors } from './regions/move-to-successors.js';
export { ImportRegister, type ImportRegisterCommand, type ImportRegisterResult } from './registers/import-register.js';
export {
  type OpenedSheet,
  type RegisterImport,
  type RegisterImports,
  type SheetFileProblem,
  type SheetKnowledgeSource,
  type SheetReader,
  type SheetRowOutcome,
} from './registers/ports.js';
