export { loadRegions } from './load-regions.js';
export { readRegions, type ReadRegions } from './read-regions.js';
export { regionKinds, type RegionKind, type RegionProblem, type RegionRow } from './region-row.js';
export { readEdition, type ReadEdition } from './read-edition.js';
export { PgRegionEditions } from './pg-region-editions.js';
export { PgTermsOfPlaces } from './pg-terms-of-places.js';
