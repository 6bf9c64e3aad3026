/** The demonstration county: synthetic people and problems on real divisions, and the history that they lived. */
export { demonstrationCounty, growDemonstrationCounty, type Grown, type Growth } from './grow-demonstration-county.js';
export { accountsFile, readAccounts, type DemonstrationAccount } from './people/accounts.js';
export { startDemonstration } from './start-demonstration.js';
