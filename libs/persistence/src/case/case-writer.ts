import { type OrderFacts, type TimerPlan } from '#domain';
import { type CaseChange, type Definitions, type Notice, type Tx } from '#engine';
import { BulkInsert, BulkUpdate } from '../sql/bulk.js';
import { InTurn } from '../sql/in-turn.js';
import { instantText } from '../sql/instant-text.js';
import { managerOf } from '../transactions.js';
import {
  type CaseRow,
  caseRow,
  changedFacts,
  clockColumns,
  type ClockRow,
  eventColumns,
  type EventRow,
  movingColumns,
  settledColumns,
  wholeFacts,
} from './case-rows.js';
import { type RequesterVault } from './requester-vault.js';
import { searchLexemes } from './search-vector.js';

/** Writes any number of changed cases: one statement a table. A single action is a batch of one. */
export class CaseWriter {
  constructor(
    private readonly definitions: Definitions,
    private readonly requesters: RequesterVault,
    private readonly newId: () => string,
    private readonly orderNumbers: (tx: Tx, countyCode: string, count: number) => Promise<string[]>,
  ) {}

  async write(tx: Tx, changes: readonly CaseChange[]): Promise<void> {
    if (changes.length === 0) return;
    const manager = managerOf(tx);
    const at = tx.now.toString();
    const opened = changes.filter(({ before }) => before === null);
    const acted = changes.filter(({ before, after }) => before !== null && before.version !== after.version);
    const turn = new InTurn();
    const write = <Row>(statement: BulkInsert<Row> | BulkUpdate<Row>, rows: readonly Row[]) =>
      turn.next(rows.length, () => statement.prepare(manager, rows));
    await write(this.requesters.insert, this.requesters.rowsOf(changes, tx));
    await write(insertCases, await this.rowsOf(tx, opened));
    await write(updateCases, await this.rowsOf(tx, acted));
    await write(
      escalateCases,
      changes.filter(isEscalated).map(({ before, after }) => ({ before, record: after })),
    );
    await write(
      insertEvents,
      changes.flatMap(({ after, events }) => events.map((event) => ({ ...owner(after), event }))),
    );
    await write(
      insertTexts,
      changes.flatMap(({ after, texts }) => texts.map((text) => ({ ...owner(after), text, at }))),
    );
    await write(upsertClocks, changes.flatMap(clockRows));
    await write(
      cancelTimers,
      changes.flatMap(({ after, cancelled }) => cancelled.map((one) => ({ ...one, caseId: after.id, at }))),
    );
    await write(
      insertTimers,
      changes.flatMap(({ after, timers }) => timers.map((timer) => ({ ...owner(after), timer, at }))),
    );
    await write(
      insertNotices,
      changes.flatMap(({ after, notices }) =>
        notices.map((notice) => ({ ...owner(after), notice, id: this.newId(), at })),
      ),
    );
    await turn.end();
    await this.writeOrders(tx, changes);
  }

  private async rowsOf(tx: Tx, changes: readonly CaseChange[]): Promise<CaseRow[]> {
    const rows: CaseRow[] = [];
    for (const { before, after } of changes) {
      const { type } = await this.definitions.ofVersion(tx, after.countyCode, after.typeVersionId);
      rows.push(caseRow(before, after, type));
    }
    return rows;
  }

  /** Supervision orders follow the case's facts: drafted, issued under a number, raised, dropped, ended with the work. */
  private async writeOrders(tx: Tx, changes: readonly CaseChange[]): Promise<void> {
    const orders = changes.flatMap((change) => orderRow(change));
    for (const row of orders.filter(({ justIssued }) => justIssued)) {
      [row.number] = await this.orderNumbers(tx, row.countyCode, 1);
    }
    await upsertOrders.run(
      managerOf(tx),
      orders.map((row) => ({ ...row, at: tx.now.toString() })),
    );
  }
}

interface Owner {
  readonly caseId: string;
  readonly countyCode: string;
}

function owner(after: CaseChange['after']): Owner {
  return { caseId: after.id, countyCode: after.countyCode };
}

/**
 * Steps fired and nobody acted: the case's own row moves only where it rose to another level or an order was drafted.
 * A reminder adds an event and messages, and leaves the row untouched.
 */
function isEscalated({ before, after }: CaseChange): boolean {
  return (
    before !== null &&
    before.version === after.version &&
    (before.facts.supervisionLevel !== after.facts.supervisionLevel || before.facts.order !== after.facts.order)
  );
}

function clockRows({ after, clocks, definitionIds }: CaseChange): ClockRow[] {
  return clocks.map((clock) => ({ ...owner(after), ...definitionIds, clock }));
}

interface OrderRow extends Owner {
  readonly id: string;
  readonly state: 'draft' | 'issued' | 'dropped' | 'ended';
  readonly colour: string;
  readonly raiseTo: string | null;
  readonly justIssued: boolean;
  readonly decidedBy: string | null;
  number?: string;
}

function orderRow({ before, after, events }: CaseChange): OrderRow[] {
  const was = before?.facts.order ?? null;
  const is = after.facts.order;
  const order = is ?? was;
  if (was === is || !order) return [];
  const decision = events.find(({ kind }) => kind === 'issue-order' || kind === 'drop-order');
  return [
    {
      ...owner(after),
      id: order.id,
      state: is ? stateOf(is) : decision?.kind === 'drop-order' ? 'dropped' : 'ended',
      colour: order.colour,
      raiseTo: is?.raiseTo ?? null,
      justIssued: is !== null && is.issued && was?.issued !== true,
      decidedBy: decision?.actor.personId ?? null,
    },
  ];
}

function stateOf({ issued }: OrderFacts): 'draft' | 'issued' {
  return issued ? 'issued' : 'draft';
}

const insertCases = new BulkInsert<CaseRow>('cases', [...settledColumns, ...movingColumns, wholeFacts]);
const updateCases = new BulkUpdate<CaseRow>('cases', [...movingColumns, changedFacts], ['id']);
const escalateCases = new BulkUpdate<Pick<CaseRow, 'before' | 'record'>>(
  'cases',
  [
    { name: 'id', type: 'uuid', value: ({ record }) => record.id },
    { name: 'supervision_level', type: 'text', value: ({ record }) => record.facts.supervisionLevel },
    changedFacts,
  ],
  ['id'],
);
const insertEvents = new BulkInsert<EventRow>('case_event', eventColumns);

const insertTexts = new BulkInsert<Owner & { text: CaseChange['texts'][number]; at: string }>('case_text', [
  { name: 'id', type: 'uuid', value: ({ text }) => text.id },
  { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
  { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
  { name: 'kind', type: 'text', value: ({ text }) => text.kind },
  { name: 'body', type: 'text', value: ({ text }) => text.body },
  {
    name: 'search',
    type: 'text',
    make: (tokens) => `array_to_tsvector(string_to_array(${tokens}, ' '))`,
    value: ({ text, countyCode }) => searchLexemes(countyCode, text.searched ?? text.body).join(' '),
  },
  { name: 'written_at', type: 'timestamptz', value: ({ at }) => at },
]);

const upsertClocks = new BulkInsert<ClockRow>(
  'clock',
  clockColumns,
  `ON CONFLICT (case_id, name, subject) DO UPDATE SET ${['status', 'span', 'started_at', 'stopped_at', 'pauses', 'due_at', 'original_due_at', 'provisional', 'not_before', 'replan', 'warn_at', 'version', 'first_version', 'policy_version_id', 'calendar_version_id'].map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`,
);

const cancelTimers = new BulkUpdate<CaseChange['cancelled'][number] & { caseId: string; at: string }>(
  'timer',
  [
    { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
    { name: 'clock', type: 'text', value: ({ clock }) => clock },
    { name: 'decision', type: 'text', value: ({ reason }) => `cancelled: ${reason}` },
    { name: 'decided_at', type: 'timestamptz', value: ({ at }) => at },
  ],
  ['case_id', 'clock'],
  'timer.decision IS NULL',
);

const insertTimers = new BulkInsert<Owner & { timer: TimerPlan; at: string }>('timer', [
  { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
  { name: 'clock', type: 'text', value: ({ timer }) => timer.clock },
  { name: 'step', type: 'text', value: ({ timer }) => timer.step },
  { name: 'deadline_version', type: 'int', value: ({ timer }) => timer.version },
  { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
  { name: 'fire_at', type: 'timestamptz', value: ({ timer }) => instantText(timer.fireAt) },
  { name: 'decision', type: 'text', value: ({ timer }) => timer.skipped },
  { name: 'decided_at', type: 'timestamptz', value: ({ timer, at }) => (timer.skipped ? at : null) },
]);

const insertNotices = new BulkInsert<Owner & { notice: Notice; id: string; at: string }>(
  'notification',
  [
    { name: 'id', type: 'uuid', value: ({ id }) => id },
    { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
    { name: 'person_id', type: 'uuid', value: ({ notice }) => notice.recipient.personId },
    { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
    { name: 'clock', type: 'text', value: ({ notice }) => notice.clock },
    { name: 'step', type: 'text', value: ({ notice }) => notice.step },
    { name: 'deadline_version', type: 'int', value: ({ notice }) => notice.version },
    { name: 'kind', type: 'text', value: ({ notice }) => notice.kind },
    { name: 'because', type: 'text', value: ({ notice }) => notice.recipient.as },
    { name: 'on_behalf_of', type: 'uuid', value: ({ notice }) => notice.recipient.onBehalfOf ?? null },
    { name: 'created_at', type: 'timestamptz', value: ({ at }) => at },
  ],
  'ON CONFLICT (case_id, clock, step, deadline_version, person_id) DO NOTHING',
);

const upsertOrders = new BulkInsert<OrderRow & { at: string }>(
  'supervision_order',
  [
    { name: 'id', type: 'uuid', value: ({ id }) => id },
    { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
    { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
    { name: 'number', type: 'text', value: ({ number }) => number ?? null },
    { name: 'state', type: 'text', value: ({ state }) => state },
    { name: 'colour', type: 'text', value: ({ colour }) => colour },
    { name: 'raise_to', type: 'text', value: ({ raiseTo }) => raiseTo },
    { name: 'drafted_at', type: 'timestamptz', value: ({ at }) => at },
    { name: 'decided_by', type: 'uuid', value: ({ decidedBy }) => decidedBy },
    { name: 'decided_at', type: 'timestamptz', value: ({ decidedBy, at }) => (decidedBy ? at : null) },
  ],
  `ON CONFLICT (id) DO UPDATE SET number = COALESCE(supervision_order.number, EXCLUDED.number), state = EXCLUDED.state,
     colour = EXCLUDED.colour, raise_to = EXCLUDED.raise_to,
     decided_by = COALESCE(EXCLUDED.decided_by, supervision_order.decided_by),
     decided_at = COALESCE(EXCLUDED.decided_at, supervision_order.decided_at)`,
);
