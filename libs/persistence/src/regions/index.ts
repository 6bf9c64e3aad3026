export { loadRegions } from './load-regions.js';
export { readRegions, type ReadRegions } from './read-regions.js';
export { regionKinds, type RegionKind, type RegionProblem, type RegionRow } from './region-row.js';
