export { PgRegisterImports } from './pg-register-imports.js';
export { PgRegisterRows, type RegisterRow } from './pg-register-rows.js';
export { PgSheetKnowledge } from './pg-sheet-knowledge.js';
