export { formBurden, type FormBurden } from './form-burden.js';
export { leastNumber, rankingOf, smallNumbers, type UnitFigure } from './small-numbers.js';
