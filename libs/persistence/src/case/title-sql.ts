import { type Scope } from '#engine';
import { type Parameters, readsAsRequester, readsWhole } from './scope-sql.js';

/** What a list calls a case: its title, or for who may not read that the beginning of the office's summary. */
export interface TitleSql {
  /** `LEFT JOIN case_text title …` on a case `c` inside the scope. */
  readonly join: string;
  readonly column: string;
}

/** Letters of a summary that stand in place of a title: as many as a title has at most. */
const longest = 60;

export function titleOf(scope: Scope, parameters: Parameters, and = ''): TitleSql {
  const which = readableTitle(scope, parameters);
  return {
    join: `LEFT JOIN case_text title ON title.case_id = c.id AND ${which}${and && ` AND ${and}`}`,
    column: `CASE WHEN title.id = c.summary_id THEN left(title.body, ${longest}) ELSE title.body END`,
  };
}

function readableTitle(scope: Scope, parameters: Parameters): string {
  const whole = readsWhole(scope, parameters);
  if (whole === 'true') return `title.kind = 'title'`;
  const theirs = readsAsRequester(scope, parameters);
  return `CASE WHEN ${whole} OR ${theirs} THEN title.kind = 'title' ELSE title.id = c.summary_id END`;
}
