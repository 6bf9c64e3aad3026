/** Readings that show nobody's data whole and hand out no file, and why that is so. */
export const readWithoutTrace: Readonly<Record<string, readonly string[]>> = {
  'numbers, codes and rules: nobody is in them': [
    ...['/health/live', '/health/ready', '/metrics', '/v1/burden', '/v1/case-types', '/v1/categories'],
    ...['/v1/county-settings', '/v1/demo/clock', '/v1/duty/gaps', '/v1/privacy-notice', '/v1/villages'],
    ...['/v1/region-editions', '/v1/region-editions/:id', '/v1/register-templates/:kind.xlsx'],
    '/v1/cases/:id/dispatch-suggestions',
    ...['/v1/cases/:id/clocks/:clock/explanation', '/v1/case-types/:code', '/v1/case-types/:code/migrations'],
    ...['/v1/case-types/:code/migrations/:id', '/v1/case-types/:code/migrations/:id/cases'],
    ...['case-types', 'policies', 'calendars'].flatMap((kind) => [
      `/v1/${kind}/:code/versions`,
      `/v1/${kind}/:code/versions/:id`,
    ]),
  ],
  'who asked is masked, and numbers in the words': [
    ...['/v1/cases', '/v1/cases/:id', '/v1/cases/:id/attachments', '/v1/inbox', '/v1/supervision-orders'],
    ...['/v1/priority-lists/leaders/:id', '/v1/priority-lists/villages/:code'],
  ],
  'people in office, whom everybody at work in the county may look up': [
    ...['/v1/absences', '/v1/duty', '/v1/duty-roster', '/v1/duty-roster/:id', '/v1/links', '/v1/links/:id'],
    ...[
      '/v1/organisations',
      '/v1/organisations/:id/duties',
      '/v1/organisations/:id',
      '/v1/organisations/:id/accountability',
    ],
    ...['/v1/persons', '/v1/persons/:id', '/v1/postings', '/v1/postings/:id', '/v1/villages/:code/accountability'],
    ...['/v1/hand-overs', '/v1/hand-overs/:id', '/v1/vacancies', '/v1/vacancies/duty', '/v1/vacancies/ended-postings'],
    ...['/v1/vacancies/offices', '/v1/vacancies/unheld', '/v1/vacancies/units', '/v1/vacancies/villages'],
  ],
  'accounts and registers of deeds, for whoever keeps them': [
    ...['/v1/accounts', '/v1/accounts/:id/tokens', '/v1/disclosures', '/v1/exports/to-decide'],
  ],
  'one’s own': [
    ...['/v1/me', '/v1/me/second-factor', '/v1/me/sessions', '/v1/me/tokens', '/v1/exports', '/v1/exports/:id'],
  ],
  'questions under a name; the cases are each reader’s own': ['/v1/saved-views', '/v1/saved-views/:id'],
  'how an import went, without its rows': ['/v1/ledger-imports/:id'],
};
