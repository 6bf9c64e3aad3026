/**
 * Whose a thing is that a path names:
 * - `case`: what the scope says of cases;
 * - `county`: anybody's of the same county who may call the route;
 * - `area`: likewise, but who is of a township or a village reads that township's alone;
 * - `own`: its holder's alone;
 * - `office`: its holder's, and the county office's and the system administrator's;
 * - `judged`: of the same county, and whether this person may touch it is judged there, which answers 403;
 * - `filter`: no thing but what a list is narrowed by, so that outside it is empty;
 * - `word`: a word of the interface, or a part of the thing that is named before it.
 */
export type Belonging = 'case' | 'county' | 'area' | 'own' | 'office' | 'judged' | 'filter' | 'word';

/**
 * What the ids in paths are of: by the whole path where it differs, else by the segment before the id. A route whose
 * path names something else fails the authorisation test: add it here, and its ids to
 * `test/support/authorisation/fixtures.ts`.
 */
const belongings: Readonly<Record<string, Belonging>> = {
  cases: 'case',
  attachments: 'case',
  organisations: 'county',
  persons: 'county',
  postings: 'county',
  links: 'county',
  'duty-roster': 'county',
  villages: 'area',
  absences: 'judged',
  'hand-overs': 'office',
  accounts: 'county',
  'region-editions': 'county',
  'ledger-imports': 'office',
  // hands back the cells as they were sent: to whoever sent them
  '/v1/ledger-imports/:id/rejected.xlsx': 'own',
  'register-imports': 'own',
  exports: 'own',
  'saved-views': 'own',
  // another than whoever asked for it decides
  '/v1/exports/:id/decision': 'county',
  inbox: 'own',
  sessions: 'own',
  tokens: 'own',
  // the account before it says whose they are
  '/v1/accounts/:id/tokens/:token': 'county',
  '/v1/priority-lists/villages/:code': 'filter',
  '/v1/priority-lists/leaders/:id': 'filter',
  versions: 'county',
  migrations: 'county',
  'case-types': 'word',
  policies: 'word',
  calendars: 'word',
  actions: 'word',
  clocks: 'word',
  'register-exports': 'word',
  'register-templates': 'word',
};

/** What the id behind a segment of a path is of; undefined where nobody has said so. */
export function belongingOf(path: string, segment: string): Belonging | undefined {
  return belongings[path] ?? belongings[segment];
}
