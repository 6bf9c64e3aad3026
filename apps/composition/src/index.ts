/** The composition of the system, shared by its doors. */
export { EngineModule } from './engine.module.js';
export { configDirectory, SETTINGS, type Settings, settingsOf } from './settings.js';
export { ExcelLedgers } from './ledgers/excel-ledgers.js';
export { sheetOf, type SheetFrame } from './ledgers/ledger-frame.js';
export { judgedRowOf, rowView } from './ledgers/row-view.js';
export { readCategories } from './categories.js';
export { PinoForNest } from './pino-for-nest.js';
