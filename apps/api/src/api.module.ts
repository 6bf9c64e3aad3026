import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AbsencesController } from './absences/absences.controller.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AttachmentReader } from './attachments/attachment-reader.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { BulkActionsController } from './cases/bulk-actions.controller.js';
import { CaseFilters } from './cases/case-filters.js';
import { CasePages } from './cases/case-pages.js';
import { NumberSearches } from './cases/number-search.js';
import { CaseReader } from './cases/case-reader.js';
import { SimilarCasesController } from './cases/similar-cases.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { DispatchSuggestionsController } from './duty-lists/dispatch-suggestions.controller.js';
import { DutyListsController } from './duty-lists/duty-lists.controller.js';
import { DisclosuresController } from './disclosures/disclosures.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { LeavingFiles } from './exports/leaving-files.js';
import { PrivacyNoticeController } from './requesters/privacy-notice.controller.js';
import { RequestersController } from './requesters/requesters.controller.js';
import { CalendarsController } from './definitions/calendars.controller.js';
import { CaseTypesController } from './definitions/case-types.controller.js';
import { DefinitionDesk } from './definitions/definition-desk.js';
import { MigrationsController } from './definitions/migrations.controller.js';
import { PoliciesController } from './definitions/policies.controller.js';
import { DeadlinesController } from './deadlines/deadlines.controller.js';
import { DemonstrationClockController } from './demonstration/demonstration-clock.controller.js';
import { HandOverController } from './hand-over/hand-over.controller.js';
import { HandOverSheetsController } from './hand-over/hand-over-sheets.controller.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { SystemHealth } from './health/system-health.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { InboxController } from './inbox/inbox.controller.js';
import { ImportReports } from './ledger-imports/import-reports.js';
import { LedgerImportsController } from './ledger-imports/ledger-imports.controller.js';
import { AccountabilityController } from './people/accountability.controller.js';
import { AccountabilityView } from './people/accountability-view.js';
import { DutyController } from './people/duty.controller.js';
import { DutyRosterController } from './people/duty-roster.controller.js';
import { LinksController } from './people/links.controller.js';
import { OrganisationsController } from './people/organisations.controller.js';
import { PersonsController } from './people/persons.controller.js';
import { PostingsController } from './people/postings.controller.js';
import { RegisterDesk } from './people/register-desk.js';
import { PriorityListsController } from './lists/priority-lists.controller.js';
import { SupervisionOrdersController } from './orders/supervision-orders.controller.js';
import { ReferenceController } from './reference/reference.controller.js';
import { BurdenController } from './relief/burden.controller.js';
import { CountySettingsController } from './relief/county-settings.controller.js';
import { EditionReports } from './region-editions/edition-reports.js';
import { RegionEditionsController } from './region-editions/region-editions.controller.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { ViewReader } from './saved-views/view-reader.js';
import { AccountLimit } from './session/account-limit.js';
import { Cookies } from './session/cookies.js';
import { OwnPasswordController } from './session/own-password.controller.js';
import { OwnSessionsController } from './session/own-sessions.controller.js';
import { OwnTokensController } from './session/own-tokens.controller.js';
import { RouteGroups } from './session/route-groups.js';
import { SecondFactorController } from './session/second-factor.controller.js';
import { RegisterExports } from './register-imports/register-exports.js';
import { RegisterImportsController } from './register-imports/register-imports.controller.js';
import { RegisterWorkbooksController } from './register-imports/register-workbooks.controller.js';
import { SessionController } from './session/session.controller.js';
import { VacanciesController } from './vacancies/vacancies.controller.js';
import { SessionGuard } from './session/session.guard.js';

/** The HTTP door. What it answers with stands behind `EngineModule`, which whoever starts it brings along. */
@Module({
  controllers: [
    AccountsController,
    AccountabilityController,
    DutyController,
    DutyRosterController,
    DutyListsController,
    DispatchSuggestionsController,
    LinksController,
    OrganisationsController,
    PersonsController,
    PostingsController,
    AbsencesController,
    AttachmentsController,
    AuditController,
    BulkActionsController,
    CalendarsController,
    CaseTypesController,
    SimilarCasesController,
    CasesController,
    DeadlinesController,
    DemonstrationClockController,
    DisclosuresController,
    ExportsController,
    PrivacyNoticeController,
    RequestersController,
    HandOverController,
    HandOverSheetsController,
    HealthController,
    InboxController,
    LedgerImportsController,
    MigrationsController,
    PoliciesController,
    PriorityListsController,
    ReferenceController,
    BurdenController,
    CountySettingsController,
    RegionEditionsController,
    RegisterImportsController,
    RegisterWorkbooksController,
    OwnPasswordController,
    OwnSessionsController,
    OwnTokensController,
    SecondFactorController,
    SavedViewsController,
    SessionController,
    SupervisionOrdersController,
    VacanciesController,
  ],
  providers: [
    AccountLimit,
    Cookies,
    RouteGroups,
    AccountabilityView,
    RegisterDesk,
    DefinitionDesk,
    EditionReports,
    RegisterExports,
    CaseFilters,
    CasePages,
    NumberSearches,
    Metrics,
    SystemHealth,
    AttachmentReader,
    CaseReader,
    ViewReader,
    ImportReports,
    LeavingFiles,
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class ApiModule {}
