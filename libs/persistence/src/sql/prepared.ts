import pg from 'pg';

/** Far more than the code holds; texts that are put together may not fill a server's memory. */
const atMost = 1_000;

const names = new Map<string, string>();

/**
 * Marks the text of a statement that runs again and again: each connection has the server parse and plan it once
 * instead of at each call. Not for searches, whose best plan depends on what is searched for.
 */
export function prepared(text: string): string {
  if (!names.has(text) && names.size < atMost) names.set(text, `statement_${names.size}`);
  return text;
}

type Ask = (question: unknown, ...rest: unknown[]) => unknown;

/** A connection that runs marked texts as prepared statements, and sends what is asked at once without waiting in between. */
export class PreparingClient extends pg.Client {
  constructor(config: pg.ClientConfig) {
    super({ ...config, pipeline: true } as pg.ClientConfig);
    const ask = this.query.bind(this) as Ask;
    this.query = ((question, ...rest) => ask(named(question), ...rest)) as Ask as typeof this.query;
  }
}

function named(question: unknown): unknown {
  const name = typeof question === 'string' ? names.get(question) : undefined;
  return name === undefined ? question : { name, text: question };
}
