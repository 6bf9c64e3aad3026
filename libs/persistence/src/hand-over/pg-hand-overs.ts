import { type Duty, type HandOverProblem, type Held, type Link, type Posting } from '#domain';
import { type HandOverItem, type HandOverRecord, type HandOvers, type NamingCase, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type StoredCase } from '../case/case-rows.js';
import { decodeFacts, instantOf } from '../case/facts-codec.js';
import { namingCondition } from '../case/naming-sql.js';
import { Parameters } from '../case/scope-sql.js';
import { BulkInsert } from '../sql/bulk.js';
import { instantText } from '../sql/instant-text.js';
import { managerOf } from '../transactions.js';
import { passDuty, passLink, passPosting, passViews } from './pass-on.js';

const span = `(extract(epoch FROM from_at) * 1000)::float8 AS "from",
  CASE WHEN to_at = 'infinity' THEN 'Infinity' ELSE (extract(epoch FROM to_at) * 1000)::float8 END AS "to"`;

export class PgHandOvers implements HandOvers {
  constructor(private readonly newId: () => string) {}

  async isPersonOf(tx: Tx, countyCode: string, personId: string): Promise<boolean> {
    const rows = (await managerOf(tx).query('SELECT FROM person WHERE id = $1 AND county_code = $2', [
      personId,
      countyCode,
    ])) as object[];
    return rows.length > 0;
  }

  async held(tx: Tx, countyCode: string, personId: string, at: Temporal.Instant): Promise<Held> {
    const read = <T>(columns: string, from: string) =>
      managerOf(tx).query(
        `SELECT id, person_id AS "personId", role, ${columns}, ${span} FROM ${from}
          WHERE county_code = $1 AND person_id = $2 AND to_at > $3 ORDER BY id`,
        [countyCode, personId, at.toString()],
      ) as Promise<T[]>;
    const now = (one: { from: number }) => one.from <= at.epochMilliseconds;
    const postings = await read<Posting>(
      `organisation_id AS "organisationId", rank, region_code AS "regionCode"`,
      'posting',
    );
    const links = await read<Link & { id: string }>(`village_code AS "villageCode", principal`, 'link');
    const duties = await read<Duty & { id: string }>(
      `region_code AS "regionCode", organisation_id AS "organisationId"`,
      'duty_roster',
    );
    return { postings: postings.filter(now), links: links.filter(now), duties };
  }

  async naming(tx: Tx, countyCode: string, personId: string): Promise<NamingCase[]> {
    const parameters = new Parameters();
    const rows = (await managerOf(tx).query(
      `SELECT c.id, c.type_version_id, c.facts FROM cases c WHERE ${namingCondition(countyCode, personId, parameters)} ORDER BY c.id`,
      parameters.values,
    )) as { id: string; type_version_id: string; facts: StoredFacts }[];
    return rows.map(({ id, type_version_id, facts }) => ({
      id,
      typeVersionId: type_version_id,
      facts: decodeFacts(facts),
    }));
  }

  async add(tx: Tx, { id, countyCode, at, enteredBy, state, plan }: HandOverRecord): Promise<void> {
    await managerOf(tx).query(
      'INSERT INTO hand_over (id, county_code, person_id, at, entered_by, state, takers) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, countyCode, plan.personId, at.toString(), enteredBy, state, JSON.stringify(plan)],
    );
  }

  async lockUnfinished(tx: Tx, id: string, wait: boolean): Promise<HandOverRecord | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT id, county_code, at, entered_by, state, takers, done_case FROM hand_over
        WHERE id = $1 AND state IN ('planned', 'running') AND at <= $2 FOR UPDATE ${wait ? '' : 'SKIP LOCKED'}`,
      [id, tx.now.toString()],
    )) as StoredHandOver[];
    return row
      ? {
          ...{ id: row.id, countyCode: row.county_code, at: instantOf(row.at), enteredBy: row.entered_by },
          ...{ state: row.state, plan: row.takers, doneCase: row.done_case },
        }
      : null;
  }

  async due(tx: Tx, limit: number): Promise<string[]> {
    const rows = (await managerOf(tx).query(
      `SELECT id FROM hand_over WHERE state IN ('planned', 'running') AND at <= $1 ORDER BY at, id LIMIT $2`,
      [tx.now.toString(), limit],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  async passOn(tx: Tx, { countyCode, at, plan }: HandOverRecord, held: Held): Promise<void> {
    const manager = managerOf(tx);
    const passing = { manager, countyCode, at, newId: this.newId };
    for (const { id, successorId } of plan.postings) {
      await passPosting(
        passing,
        held.postings.find((one) => one.id === id)!,
        successorId,
      );
    }
    for (const { id, successorId } of plan.links) {
      await passLink(
        passing,
        held.links.find((one) => one.id === id)!,
        successorId,
      );
    }
    for (const { id, successorId } of plan.duties) {
      await passDuty(
        passing,
        held.duties.find((one) => one.id === id)!,
        successorId,
      );
    }
    // who goes on holding a post goes on keeping the lists of it
    if (plan.remaining.length === 0 && plan.successorId) await passViews(passing, plan.personId, plan.successorId);
  }

  async record(tx: Tx, id: string, items: readonly HandOverItem[]): Promise<void> {
    await insertItems.run(
      managerOf(tx),
      items.map((item) => ({ ...item, handOverId: id })),
    );
  }

  async setProgress(tx: Tx, id: string, doneCase: string | null): Promise<void> {
    await managerOf(tx).query(`UPDATE hand_over SET state = 'running', done_case = $2 WHERE id = $1`, [id, doneCase]);
  }

  async refuse(tx: Tx, id: string, problem: HandOverProblem): Promise<void> {
    await managerOf(tx).query(`UPDATE hand_over SET state = 'refused', problem = $2, finished_at = $3 WHERE id = $1`, [
      id,
      JSON.stringify(problem),
      tx.now.toString(),
    ]);
  }

  async finish(tx: Tx, { id, countyCode }: HandOverRecord): Promise<void> {
    const manager = managerOf(tx);
    const at = tx.now.toString();
    await manager.query(`UPDATE hand_over SET state = 'done', finished_at = $2 WHERE id = $1`, [id, at]);
    const takers = (await manager.query(
      `SELECT successor_id AS "personId", count(DISTINCT case_id)::int AS cases, min(kind) AS part
         FROM hand_over_item WHERE hand_over_id = $1 AND case_id IS NOT NULL GROUP BY successor_id ORDER BY successor_id`,
      [id],
    )) as { personId: string; cases: number; part: string }[];
    await insertDigests.run(
      manager,
      takers.map((taker) => ({ ...taker, id: this.newId(), handOverId: id, countyCode, at })),
    );
  }
}

type StoredFacts = StoredCase['facts'];

interface StoredHandOver {
  id: string;
  county_code: string;
  at: Date;
  entered_by: string;
  state: HandOverRecord['state'];
  takers: HandOverRecord['plan'];
  done_case: string | null;
}

const insertItems = new BulkInsert<HandOverItem & { handOverId: string }>(
  'hand_over_item',
  [
    { name: 'hand_over_id', type: 'uuid', value: ({ handOverId }) => handOverId },
    { name: 'kind', type: 'text', value: ({ kind }) => kind },
    { name: 'item_id', type: 'uuid', value: ({ itemId }) => itemId },
    { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
    { name: 'successor_id', type: 'uuid', value: ({ successorId }) => successorId },
    { name: 'state', type: 'text', value: ({ state }) => state },
    { name: 'due_at', type: 'timestamptz', value: ({ dueAt }) => instantText(dueAt) },
  ],
  // given to the person again while the chunks ran, and moved again
  `ON CONFLICT (hand_over_id, kind, item_id) DO UPDATE SET successor_id = EXCLUDED.successor_id, state = EXCLUDED.state,
     due_at = EXCLUDED.due_at`,
);

interface DigestRow {
  readonly id: string;
  readonly handOverId: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly cases: number;
  readonly part: string;
  readonly at: string;
}

/** The place for which the successor is told, by the part that moved. */
const places: Readonly<Record<string, string>> = { leader: 'linked-leader', order: 'handler' };

const insertDigests = new BulkInsert<DigestRow>('notification', [
  { name: 'id', type: 'uuid', value: ({ id }) => id },
  { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
  { name: 'person_id', type: 'uuid', value: ({ personId }) => personId },
  { name: 'hand_over_id', type: 'uuid', value: ({ handOverId }) => handOverId },
  { name: 'cases', type: 'int', value: ({ cases }) => cases },
  { name: 'clock', type: 'text', value: () => 'hand-over' },
  { name: 'step', type: 'text', value: () => '' },
  { name: 'deadline_version', type: 'int', value: () => 0 },
  { name: 'kind', type: 'text', value: () => 'hand-over' },
  { name: 'because', type: 'text', value: ({ part }) => places[part] ?? part },
  { name: 'created_at', type: 'timestamptz', value: ({ at }) => at },
]);
