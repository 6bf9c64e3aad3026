import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AbsencesController } from './absences/absences.controller.js';
import { CasePages } from './cases/case-pages.js';
import { CaseReader } from './cases/case-reader.js';
import { CasesController } from './cases/cases.controller.js';
import { DisclosuresController } from './disclosures/disclosures.controller.js';
import { PrivacyNoticeController } from './requesters/privacy-notice.controller.js';
import { RequestersController } from './requesters/requesters.controller.js';
import { DeadlinesController } from './deadlines/deadlines.controller.js';
import { DemonstrationClockController } from './demonstration/demonstration-clock.controller.js';
import { HealthController } from './health/health.controller.js';
import { InboxController } from './inbox/inbox.controller.js';
import { ImportReports } from './ledger-imports/import-reports.js';
import { LedgerImportsController } from './ledger-imports/ledger-imports.controller.js';
import { PriorityListsController } from './lists/priority-lists.controller.js';
import { SupervisionOrdersController } from './orders/supervision-orders.controller.js';
import { ReferenceController } from './reference/reference.controller.js';
import { EditionReports } from './region-editions/edition-reports.js';
import { RegionEditionsController } from './region-editions/region-editions.controller.js';
import { SessionController } from './session/session.controller.js';
import { SessionGuard } from './session/session.guard.js';

/** The HTTP door. What it answers with stands behind `EngineModule`, which whoever starts it brings along. */
@Module({
  controllers: [
    AbsencesController,
    CasesController,
    DeadlinesController,
    DemonstrationClockController,
    DisclosuresController,
    PrivacyNoticeController,
    RequestersController,
    HealthController,
    InboxController,
    LedgerImportsController,
    PriorityListsController,
    ReferenceController,
    RegionEditionsController,
    SessionController,
    SupervisionOrdersController,
  ],
  providers: [EditionReports, CasePages, CaseReader, ImportReports, { provide: APP_GUARD, useClass: SessionGuard }],
})
export class ApiModule {}
