import { type RegisterName } from '#domain';
import { type Tx } from '#engine';
import { Parameters } from '../../case/scope-sql.js';
import { managerOf } from '../../transactions.js';
import { areaCondition, type RegisterReader } from './area-sql.js';
import { type ListPlace, readCursor, writeCursor } from './cursor.js';
import { filterCondition, type RegisterFilter } from './filter-sql.js';
import {
  type ListedDuty,
  type ListedLink,
  type ListedOrganisation,
  type ListedPerson,
  type ListedPosting,
} from './listed.js';
import { type Listing, listings } from './listings.js';

export interface RegisterPageRequest {
  readonly filter: RegisterFilter;
  readonly cursor?: string;
  readonly limit: number;
}

export interface RegisterPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  /** Exact up to `countLimit`; beyond it, `more` is true. */
  readonly count: number;
  readonly more: boolean;
}

/** What each register lists. */
export interface Listed {
  readonly organisation: ListedOrganisation;
  readonly person: ListedPerson;
  readonly posting: ListedPosting;
  readonly link: ListedLink;
  readonly duty: ListedDuty;
}

/** Counts are exact up to here, then `more` (design §8). */
const countLimit = 10_000;

/** The registers of people a page at a time, each inside the part that the reader may see. */
export class RegisterPages {
  /** A page: names in the order of pinyin, terms from the newest. Null: the cursor is none of ours. */
  async page<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    reader: RegisterReader,
    { filter, cursor, limit }: RegisterPageRequest,
  ): Promise<RegisterPage<Listed[Name]> | null> {
    const { from, select, order } = listings[register];
    const after = cursor === undefined ? undefined : readCursor(cursor, order);
    if (after === null) return null;

    const parameters = new Parameters();
    const nameOf = (person: string) => `${person}.${reader.keepsPersons ? 'name' : 'shown_name'}`;
    const name = register === 'person' ? nameOf('r') : 'r.name';
    const condition = conditionOf(register, reader, filter, name, parameters);
    const [{ count }] = (await managerOf(tx).query(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${from} WHERE ${condition} LIMIT ${countLimit + 1}) AS counted`,
      [...parameters.values],
    )) as [{ count: number }];
    const { key, written, direction } = orders[order](name);
    const beyond = after ? behind(after, orders[order](name), order, parameters) : 'true';
    const selected = select(() => `${parameters.add(tx.now.toString())}::timestamptz`, nameOf);
    const rows = (await managerOf(tx).query(
      `SELECT r.id, r.version, ${selected}, ${written} AS "orderKey" FROM ${from}
        WHERE ${condition} AND ${beyond} ORDER BY ${key} ${direction}, r.id ${direction} LIMIT ${parameters.add(limit + 1)}`,
      parameters.values,
    )) as (Listed[Name] & { orderKey: string })[];
    const items = rows
      .slice(0, limit)
      .map(({ orderKey, ...item }) => ({ orderKey, item: item as unknown as Listed[Name] }));
    const last = items.at(-1);
    return {
      items: items.map(({ item }) => item),
      nextCursor: rows.length > limit && last ? writeCursor({ key: last.orderKey, id: last.item.id }) : null,
      count: Math.min(count, countLimit),
      more: count > countLimit,
    };
  }

  /** One entry; null where there is none that the reader may see. */
  async one<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    reader: RegisterReader,
    id: string,
  ): Promise<Listed[Name] | null> {
    const page = await this.page(tx, register, reader, { filter: { id }, limit: 1 });
    return page?.items[0] ?? null;
  }
}

function conditionOf(
  register: RegisterName,
  reader: RegisterReader,
  filter: RegisterFilter,
  name: string,
  parameters: Parameters,
): string {
  const county = `r.county_code = ${parameters.add(reader.countyCode)}`;
  const inArea = areaCondition(reader, parameters);
  const area = inArea ? listings[register].inArea(inArea) : 'true';
  return `${county} AND ${area} AND ${filterCondition(register, filter, name, parameters)}`;
}

interface Order {
  readonly key: string;
  /** The key as a cursor carries it. */
  readonly written: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Names are sorted as they are shown: the place among others, and the cursor, would tell a masked one. */
const orders: Readonly<Record<Listing['order'], (name: string) => Order>> = {
  name: (name) => ({ key: `${name} COLLATE "zh-x-icu"`, written: name, direction: 'ASC' }),
  from_at: () => ({
    key: 'r.from_at',
    written: `to_char(r.from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    direction: 'DESC',
  }),
};

function behind(place: ListPlace, { key, direction }: Order, order: Listing['order'], parameters: Parameters): string {
  const last = parameters.add(place.key) + (order === 'name' ? ' COLLATE "zh-x-icu"' : '::timestamptz');
  return `(${key}, r.id) ${direction === 'ASC' ? '>' : '<'} (${last}, ${parameters.add(place.id)}::uuid)`;
}
