import { PlaceNames, type NamedPlace, readQuery, type SoughtToken, type SoughtWord } from '#domain';
import { type Scope, type Tx } from '#engine';
import { type Parameters, readsAsRequester, readsWhole } from '../case/scope-sql.js';
import { queryOfAll } from '../case/search-vector.js';
import { prepared } from '../sql/prepared.js';
import { managerOf } from '../transactions.js';

/** The words of `q`, with the places that they name; null where it asks for what is no word. */
export async function soughtWords(tx: Tx, countyCode: string, q: string): Promise<readonly SoughtWord[] | null> {
  const places = (await managerOf(tx).query(
    prepared(
      `SELECT code, name, short_name AS "shortName", successor_code AS "successorCode"
         FROM region WHERE county_code = $1 AND length(code) > 6 ORDER BY code, valid_from`,
    ),
    [countyCode],
  )) as NamedPlace[];
  return readQuery(q, countyCode, new PlaceNames(places));
}

/**
 * Cases `c` that answer every word, each by what the reader may read: by none of the texts that a confidential case
 * hides, or that colleagues wrote.
 */
export function searchCondition(
  words: readonly SoughtWord[] | null,
  isShort: boolean,
  scope: Scope,
  parameters: Parameters,
): string {
  if (!words || words.length === 0) return 'false';
  return words.map((word) => new WordCondition(word, isShort, scope, parameters).sql).join(' AND ');
}

class WordCondition {
  readonly sql: string;

  constructor(
    { tokens, digits, villages, placed }: SoughtWord,
    isShort: boolean,
    private readonly scope: Scope,
    private readonly parameters: Parameters,
  ) {
    const asked = this.tsquery(tokens);
    const places = villages.length > 0 ? this.codes(villages) : null;
    const there = placed && { places: this.codes(placed.villages), asked: this.tsquery(placed.tokens) };
    const number = digits === null ? null : this.number(digits);
    // one list of ids, each part by its own index: `OR` would keep the planner from all of them
    const found = [
      ...(asked ? [textsWith(asked)] : []),
      ...(there?.asked ? [`${textsWith(there.asked)} AND x.case_id IN (${this.casesIn(there.places)})`] : []),
      ...(places ? [this.casesIn(places)] : []),
      ...(number ? number('p').map((condition) => this.cases(condition)) : []),
    ];
    // among what is due the walk is short, and each case is looked up among those found; elsewhere what is found leads to
    // the cases. The planner cannot choose: it takes words that always stand together for a rare coincidence
    const isFound = `c.id IN (${found.join(' UNION ALL ')})${isShort ? ' IS TRUE' : ''}`;
    const open = [...(places ? [`c.village_code = ANY(${places})`] : []), ...(number ? number('c') : [])];
    this.sql = this.readable(isFound, open, asked, there);
  }

  private readable(
    isFound: string,
    /** Ways of being found that tell nothing which a reader of the list does not see. */
    open: readonly string[],
    asked: string | null,
    there: { readonly places: string; readonly asked: string | null } | null,
  ): string {
    const whole = readsWhole(this.scope, this.parameters);
    if (whole === 'true') return isFound;
    const among = (texts: string) => [
      ...(asked ? [holds(asked, texts)] : []),
      ...(there?.asked ? [`(c.village_code = ANY(${there.places}) AND ${holds(there.asked, texts)})`] : []),
    ];
    const either = (...ways: readonly string[]) => `(${ways.join(' OR ')})`;
    const summary = either(...open, whole, ...among('s.id = c.summary_id'));
    const theirs = readsAsRequester(this.scope, this.parameters);
    if (theirs === 'false') return `(${isFound} AND ${summary})`;
    const own = either(...open, ...among(`s.kind IN ('title', 'text')`), 'false');
    return `(${isFound} AND CASE WHEN ${theirs} THEN ${own} ELSE ${summary} END)`;
  }

  private tsquery(tokens: readonly SoughtToken[]): string | null {
    const query = queryOfAll(this.scope.countyCode, tokens);
    return query === null ? null : `${this.parameters.add(query)}::tsquery`;
  }

  private codes(villages: readonly string[]): string {
    return `${this.parameters.add(villages)}::text[]`;
  }

  private casesIn(places: string): string {
    const there = `p.village_code = ANY(${places})`;
    // an index each: of those that are open, and of those that are over
    return `${this.cases(`${there} AND p.open`)} UNION ALL ${this.cases(`${there} AND NOT p.open`)}`;
  }

  private cases(condition: string): string {
    return `SELECT p.id FROM cases p WHERE p.county_code = ${this.parameters.add(this.scope.countyCode)} AND ${condition}`;
  }

  /** The number ends in these digits, or begins with them where they begin with the county's code. */
  private number(digits: string): (table: string) => string[] {
    const end = this.parameters.add(`${[...digits].reverse().join('')}%`);
    const isBeginning = digits.startsWith(this.scope.countyCode);
    const [from, to] = isBeginning
      ? [this.parameters.add(digits), this.parameters.add(String(BigInt(digits) + 1n))]
      : ['', ''];
    return (table) => [
      `reverse(${table}.number) LIKE ${end}`,
      ...(isBeginning ? [`(${table}.number >= ${from} AND ${table}.number < ${to})`] : []),
    ];
  }
}

function textsWith(asked: string): string {
  return `SELECT x.case_id FROM case_text x WHERE x.search @@ ${asked}`;
}

/** Whether the case holds it in one of those of its texts `s`. */
function holds(asked: string, texts: string): string {
  return `EXISTS (SELECT FROM case_text s WHERE s.case_id = c.id AND s.search @@ ${asked} AND ${texts})`;
}
