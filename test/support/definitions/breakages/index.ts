import { type PropertyNumber } from '#domain';
import { type Breakage } from './breakage.js';
import { clockAlwaysRuns } from './clock-always-runs.js';
import { clocksThatEnd } from './clocks-that-end.js';
import { laddersEndWithAnother } from './ladders-end-with-another.js';
import { namesExist } from './names-exist.js';
import { waitsOnSomebody } from './waits-on-somebody.js';
import { waysToAnEnd } from './ways-to-an-end.js';

/** Deliberately broken types and policies, by the property of design §5 that each breaks. */
export const breakages: readonly (readonly [PropertyNumber, readonly Breakage[]])[] = [
  [1, waitsOnSomebody],
  [2, clockAlwaysRuns],
  [3, laddersEndWithAnother],
  [4, waysToAnEnd],
  [5, clocksThatEnd],
  [6, namesExist],
];
