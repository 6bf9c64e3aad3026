import { Ground1700000000001 } from './0001-ground.js';

/** In order; a migration that has run is never edited. */
export const migrations = [Ground1700000000001];
