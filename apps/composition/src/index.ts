/** The composition of the system, shared by its doors. */
export { EngineModule } from './engine.module.js';
export { checkpointFileIn, publicKeyFileIn } from './audit/checkpoint-files.js';
export { bringUpToDate, type DatabaseRoles } from './bring-up-to-date.js';
export { configDirectory, SETTINGS, type Settings, settingsOf } from './settings.js';
export { ExcelLedgers } from './ledgers/excel-ledgers.js';
export { sheetOf, type SheetFrame } from './ledgers/ledger-frame.js';
export { judgedRowOf, rowView } from './ledgers/row-view.js';
export { readCategories } from './categories.js';
export { usualSignIn, type SignInSettings } from './sign-in/sign-in-settings.js';
export { exportColumns, type ExportColumn } from './protection/export-columns.js';
export { PRIVACY_NOTICES } from './protection/protection.providers.js';
export { PinoForNest } from './pino-for-nest.js';
export { foundCounty } from './founding/found-county.js';
export { firstSignIn, refuseOtherMode, startRealCounty } from './founding/start-real-county.js';
export { readDecisions } from './regions/read-decisions.js';
export { readEditionFile } from './regions/edition-file.js';
export { changeView, planView } from './regions/edition-view.js';
export { tellRegionProblem } from './regions/tell-region-problem.js';
