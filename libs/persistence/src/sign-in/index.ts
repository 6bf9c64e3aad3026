export { CallerLookup, type Caller } from './caller-lookup.js';
export { PgAccounts } from './pg-accounts.js';
export { PgApiTokens } from './pg-api-tokens.js';
export { PgSecondFactors } from './pg-second-factors.js';
export { PgSessions } from './pg-sessions.js';
export { PgSignInDelays } from './pg-sign-in-delays.js';
