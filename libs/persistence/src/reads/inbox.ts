import { type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { titleOf } from '../case/title-sql.js';
import { managerOf } from '../transactions.js';

export interface InboxMessage {
  readonly id: string;
  /** Null of a message about a whole ledger import or hand-over. */
  readonly about: {
    readonly id: string;
    readonly number: string;
    /** As the reader may read it now; empty where the case is outside the reader's scope by now. */
    readonly title: string;
    readonly typeCode: string;
  } | null;
  /** How many cases an import or a hand-over brought to this person; null of a message about one case. */
  readonly cases: number | null;
  /** Whose sheet tells what was handed over; null of any other message. */
  readonly handOverId: string | null;
  readonly kind: string;
  readonly clock: string;
  readonly step: string;
  readonly because: string;
  /** The name of who is away, where the message came to a stand-in. */
  readonly onBehalfOf: string | null;
  readonly dueAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly readAt: Temporal.Instant | null;
}

/** What a person has been told. A message stays in the inbox of whoever received it, also after a change of post. */
export class Inbox {
  async messages(
    tx: Tx,
    scope: Scope,
    personId: string,
    { unreadOnly, limit }: { unreadOnly: boolean; limit: number },
  ): Promise<InboxMessage[]> {
    const parameters = new Parameters();
    const title = titleOf(scope, parameters, scopeCondition(scope, parameters));
    const unread = unreadOnly ? 'AND n.read_at IS NULL' : '';
    const rows = (await managerOf(tx).query(
      `SELECT n.id, n.case_id, c.number, ${title.column} AS title, c.type_code, n.cases, n.hand_over_id, n.kind, n.clock, n.step, n.because, absent.name AS on_behalf_of,
              c.due_at, n.created_at, n.read_at
         FROM notification n LEFT JOIN cases c ON c.id = n.case_id
         ${title.join}
         LEFT JOIN person absent ON absent.id = n.on_behalf_of
        WHERE n.person_id = ${parameters.add(personId)} ${unread}
        ORDER BY n.created_at DESC, n.id DESC LIMIT ${parameters.add(limit)}`,
      parameters.values,
    )) as StoredMessage[];
    return rows.map((row) => ({
      id: row.id,
      about:
        row.case_id === null
          ? null
          : { id: row.case_id, number: row.number!, title: row.title ?? '', typeCode: row.type_code! },
      cases: row.cases,
      handOverId: row.hand_over_id,
      kind: row.kind,
      clock: row.clock,
      step: row.step,
      because: row.because,
      onBehalfOf: row.on_behalf_of,
      dueAt: instantOf(row.due_at),
      createdAt: instantOf(row.created_at),
      readAt: instantOf(row.read_at),
    }));
  }

  async unread(tx: Tx, personId: string): Promise<number> {
    const [row] = (await managerOf(tx).query(
      'SELECT count(*)::int AS count FROM notification WHERE person_id = $1 AND read_at IS NULL',
      [personId],
    )) as { count: number }[];
    return row?.count ?? 0;
  }

  /** Marks a person's own message as read. False where there is none. */
  async markRead(tx: Tx, personId: string, id: string): Promise<boolean> {
    const [rows] = (await managerOf(tx).query(
      'UPDATE notification SET read_at = COALESCE(read_at, $3) WHERE id = $1 AND person_id = $2 RETURNING id',
      [id, personId, tx.now.toString()],
    )) as [{ id: string }[], number];
    return rows.length > 0;
  }
}

interface StoredMessage {
  id: string;
  case_id: string | null;
  number: string | null;
  title: string | null;
  type_code: string | null;
  cases: number | null;
  hand_over_id: string | null;
  kind: string;
  clock: string;
  step: string;
  because: string;
  on_behalf_of: string | null;
  due_at: Date | number;
  created_at: Date;
  read_at: Date | null;
}
