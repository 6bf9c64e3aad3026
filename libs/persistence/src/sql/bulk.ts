import { type EntityManager } from 'typeorm';
import { arrayLiteral } from './array-literal.js';
import { type Prepared } from './in-turn.js';
import { prepared } from './prepared.js';

/** One column of a set-based statement: its array type, what it is cast to, and where its value comes from. */
export interface BulkColumn<Row> {
  readonly name: string;
  readonly type: string;
  /** Where the column's own type cannot travel in an array (arrays, vectors): what is made of the travelling value. */
  readonly make?: (travelled: string) => string;
  readonly value: (row: Row) => unknown;
}

/** One `INSERT … SELECT FROM unnest(…)` for any number of rows; one row is a batch of one. */
export class BulkInsert<Row> {
  private readonly sql: string;

  constructor(
    table: string,
    private readonly columns: readonly BulkColumn<Row>[],
    onConflict = '',
  ) {
    const names = columns.map(({ name }) => name).join(', ');
    this.sql = prepared(
      `INSERT INTO ${table} (${names}) SELECT ${selected(columns)} FROM ${source(columns)} ${onConflict}`,
    );
  }

  async run(manager: EntityManager, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await this.prepare(manager, rows)();
  }

  /** Its parameters made ready; it runs when it is called. */
  prepare(manager: EntityManager, rows: readonly Row[]): Prepared {
    const values = parameters(this.columns, rows);
    return () => manager.query(this.sql, values);
  }
}

/** One `UPDATE … FROM unnest(…)`, matched on the key columns. */
export class BulkUpdate<Row> {
  private readonly sql: string;

  constructor(
    table: string,
    private readonly columns: readonly BulkColumn<Row>[],
    keys: readonly string[],
    condition = '',
  ) {
    const set = columns.filter(({ name }) => !keys.includes(name)).map((column) => `${column.name} = ${made(column)}`);
    const match = keys.map((key) => `${table}.${key} = v.${key}`).join(' AND ');
    this.sql = prepared(
      `UPDATE ${table} SET ${set.join(', ')} FROM ${source(columns)} WHERE ${match}${condition && ` AND ${condition}`}`,
    );
  }

  async run(manager: EntityManager, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await this.prepare(manager, rows)();
  }

  /** Its parameters made ready; it runs when it is called. */
  prepare(manager: EntityManager, rows: readonly Row[]): Prepared {
    const values = parameters(this.columns, rows);
    return () => manager.query(this.sql, values);
  }
}

function selected<Row>(columns: readonly BulkColumn<Row>[]): string {
  return columns.map(made).join(', ');
}

function source<Row>(columns: readonly BulkColumn<Row>[]): string {
  const arrays = columns.map(({ type }, i) => `$${i + 1}::${type}[]`).join(', ');
  return `unnest(${arrays}) AS v(${columns.map(({ name }) => name).join(', ')})`;
}

function made<Row>({ name, make }: BulkColumn<Row>): string {
  return make ? make(`v.${name}`) : `v.${name}`;
}

function parameters<Row>(columns: readonly BulkColumn<Row>[], rows: readonly Row[]): unknown[] {
  // bytes travel as the driver writes them; everything else is text already, or reads as it
  return columns.map(({ type, value }) => (type === 'bytea' ? rows.map(value) : arrayLiteral(rows, value, type)));
}
