export { caseNumber, countyOf, isVillageCode, townshipOf } from './region-code.js';
