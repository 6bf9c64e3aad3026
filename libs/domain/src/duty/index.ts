export { dutyGaps, type DutyGap } from './gaps.js';
