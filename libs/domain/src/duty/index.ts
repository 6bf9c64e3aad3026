export { dutyGaps, type DutyGap, type RosteredUnit } from './gaps.js';
