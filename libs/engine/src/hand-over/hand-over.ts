import {
  type Actor,
  type HandOverPlan,
  type HandOverProblem,
  type HandOverWish,
  type Held,
  type NamedCase,
  partsOf,
  partsThatMove,
  planHandOver,
} from '#domain';
import { Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type CaseStore } from '../ports/case-store.js';
import { type ChangingDirectories, type Definitions } from '../ports/definitions.js';
import { type HandOverItem, type HandOverRecord, type HandOvers } from '../ports/hand-overs.js';
import { type Numbering } from '../ports/numbering.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { MoveCases } from './move-cases.js';

export interface HandOverCommand {
  readonly countyCode: string;
  /** Left out, the whole of what is held: postings, links and duties of somebody who leaves. */
  readonly wish: Omit<HandOverWish, 'ends' | 'links' | 'duties'> &
    Partial<Pick<HandOverWish, 'ends' | 'links' | 'duties'>>;
  /** When; null: now. */
  readonly at: Temporal.Instant | null;
  readonly actor: Actor;
  /** With which account; for the audit log. */
  readonly accountId: string | null;
  /** Whether the actor may pass postings on, and not only work. */
  readonly mayPassPostings: boolean;
}

/** How much a hand-over does, by kind of thing: what a dry run says. */
export type HandOverCounts = Readonly<Record<Exclude<HandOverItem['kind'], 'order'> | 'cases', number>>;

export type HandOverResult =
  | { readonly kind: 'foreseen'; readonly plan: HandOverPlan; readonly counts: HandOverCounts }
  | { readonly kind: 'planned' | 'done'; readonly id: string }
  | { readonly kind: 'unknown-person' }
  | { readonly kind: 'postings-need-an-administrator' }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'refused'; readonly problem: HandOverProblem };

/**
 * Hands over what somebody holds, in one operation (交接): postings, links and duties end and begin at one instant, and
 * the open cases that name the person move with them. The first chunk of cases moves in the same transaction; of more,
 * each chunk has its own, and whoever comes after a crash goes on behind the last one.
 */
export class HandOver {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: CaseStore,
    private readonly handOvers: HandOvers,
    private readonly definitions: Definitions,
    private readonly directories: ChangingDirectories,
    private readonly audit: AuditLog,
    private readonly numbering: Numbering,
    /** Cases a transaction: few enough to lock nobody out for long. */
    private readonly chunk = 500,
  ) {}

  /** Says what would happen, and changes nothing. */
  foresee(command: HandOverCommand): Promise<HandOverResult> {
    return this.transactions.run(async (tx) => {
      const judged = await this.judge(tx, command);
      if ('kind' in judged) return judged;
      const { plan, named } = judged;
      return { kind: 'foreseen', plan, counts: countsOf(plan, named) };
    });
  }

  async execute(command: HandOverCommand): Promise<HandOverResult> {
    const begun = await this.transactions.run((tx) => this.enter(tx, command));
    if (begun.kind === 'done') await this.finish(begun.id);
    return begun;
  }

  /** Begins what is planned for an instant that has come, and goes on with what was interrupted. Returns how many. */
  async untilNoneAreDue(): Promise<number> {
    const due = await this.transactions.run((tx) => this.handOvers.due(tx, 100));
    const failures: unknown[] = [];
    for (const id of due) {
      // one that cannot go on holds up no other
      await this.finish(id).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} hand-overs cannot go on`);
    return due.length;
  }

  private async enter(tx: Tx, command: HandOverCommand): Promise<HandOverResult> {
    const judged = await this.judge(tx, command);
    if ('kind' in judged) return judged;
    const { countyCode, actor, accountId } = command;
    const at = command.at ?? tx.now;
    const isAhead = Temporal.Instant.compare(at, tx.now) > 0;
    const record: HandOverRecord = {
      ...{ id: this.numbering.newId(), countyCode, at, plan: judged.plan, doneCase: null },
      ...{ enteredBy: actor.personId!, state: isAhead ? 'planned' : 'running' },
    };
    await this.handOvers.add(tx, record);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'handed-over', personId: actor.personId, accountId },
      subject: { kind: 'person', id: judged.plan.personId },
      data: { handOver: record.id, at: at.toString(), counts: countsOf(judged.plan, judged.named) },
    });
    if (isAhead) return { kind: 'planned', id: record.id };
    await this.begin(tx, record, judged.held);
    return { kind: 'done', id: record.id };
  }

  private async judge(
    tx: Tx,
    { countyCode, wish, at, mayPassPostings }: HandOverCommand,
  ): Promise<{ plan: HandOverPlan; held: Held; named: readonly NamedCase[] } | HandOverResult> {
    if (at && Temporal.Instant.compare(at, tx.now) < 0) return { kind: 'in-the-past' };
    if (!(await this.handOvers.isPersonOf(tx, countyCode, wish.personId))) return { kind: 'unknown-person' };
    const instant = at ?? tx.now;
    // changes of people take turns: two supervisors cannot both be the one who leaves the other behind
    const directory = await this.directories.locked(tx, countyCode);
    const held = await this.handOvers.held(tx, countyCode, wish.personId, instant);
    const named = await this.named(tx, countyCode, wish.personId);
    const leaves = wish.ends === undefined && wish.cases !== 'all';
    const ids = (all: readonly { id: string }[]) => (leaves ? all.map(({ id }) => id) : []);
    const full: HandOverWish = {
      ...wish,
      ends: wish.ends ?? ids(held.postings),
      links: wish.links ?? ids(held.links),
      duties: wish.duties ?? ids(held.duties),
    };
    if (full.ends.length > 0 && !mayPassPostings) return { kind: 'postings-need-an-administrator' };
    const judged = planHandOver(full, held, named, directory, instant, countyCode);
    return judged.ok ? { plan: judged.plan, held, named } : { kind: 'refused', problem: judged.problem };
  }

  private async named(tx: Tx, countyCode: string, personId: string): Promise<NamedCase[]> {
    const named: NamedCase[] = [];
    for (const { id, typeVersionId, facts } of await this.handOvers.naming(tx, countyCode, personId)) {
      const { type } = await this.definitions.ofVersion(tx, countyCode, typeVersionId);
      const { villageCode, leadOrganisationId } = facts;
      named.push({ id, villageCode, leadOrganisationId, parts: partsOf(type, facts, personId) });
    }
    return named;
  }

  private async finish(id: string): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      const isOver = await this.transactions.run((tx) => this.next(tx, id, isFirst));
      if (isOver) return;
    }
  }

  /** One more chunk. True: nothing is left to do, or somebody else is at it. */
  private async next(tx: Tx, id: string, isFirst: boolean): Promise<boolean> {
    const record = await this.handOvers.lockUnfinished(tx, id, isFirst);
    if (!record) return true;
    if (record.state === 'planned') return this.beginPlanned(tx, record);
    return this.moveChunk(tx, record);
  }

  /** Its instant has come: judged anew, since people may have changed in the meantime. */
  private async beginPlanned(tx: Tx, record: HandOverRecord): Promise<boolean> {
    const { countyCode, at, plan } = record;
    const directory = await this.directories.locked(tx, countyCode);
    const held = await this.handOvers.held(tx, countyCode, plan.personId, at);
    const named = await this.named(tx, countyCode, plan.personId);
    const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
    const wish = { ...plan, ends: ids(plan.postings), links: ids(plan.links), duties: ids(plan.duties) };
    const judged = planHandOver(wish, held, named, directory, at, countyCode);
    if (!judged.ok) {
      await this.handOvers.refuse(tx, record.id, judged.problem);
      return true;
    }
    await this.begin(tx, record, held);
    return false;
  }

  private async begin(tx: Tx, record: HandOverRecord, held: Held): Promise<void> {
    await this.handOvers.passOn(tx, record, held);
    await this.handOvers.record(tx, record.id, passedItems(record.plan));
    await this.handOvers.setProgress(tx, record.id, null);
    await this.moveChunk(tx, record);
  }

  private async moveChunk(tx: Tx, record: HandOverRecord): Promise<boolean> {
    const moving = new MoveCases(this.cases, this.definitions, this.directories);
    const { items, last, isShort } = await moving.chunk(tx, record, this.chunk);
    await this.handOvers.record(tx, record.id, items);
    if (!isShort) {
      await this.handOvers.setProgress(tx, record.id, last);
      return false;
    }
    // what was given to the person while the chunks ran may lie before the mark: then once more from the beginning
    const left = await this.named(tx, record.countyCode, record.plan.personId);
    if (left.some((one) => partsThatMove(record.plan, one).length > 0)) {
      await this.handOvers.setProgress(tx, record.id, null);
      return false;
    }
    await this.handOvers.finish(tx, record);
    return true;
  }
}

function passedItems({ postings, links, duties }: HandOverPlan): HandOverItem[] {
  const item = (kind: HandOverItem['kind']) => (one: { id: string; successorId: string | null }) => ({
    ...{ kind, itemId: one.id, caseId: null, successorId: one.successorId, state: null, dueAt: null },
  });
  return [...postings.map(item('posting')), ...links.map(item('link')), ...duties.map(item('duty'))];
}

function countsOf(plan: HandOverPlan, named: readonly NamedCase[]): HandOverCounts {
  const moved = named.map((one) => partsThatMove(plan, one)).filter(({ length }) => length > 0);
  const parts = moved.flat();
  const count = (part: string) => parts.filter((one) => one.part === part).length;
  return {
    ...{
      handler: count('handler'),
      leader: count('leader'),
      decliner: count('decliner'),
      'project-leader': count('project-leader'),
      applicant: count('applicant'),
    },
    ...{ posting: plan.postings.length, link: plan.links.length, duty: plan.duties.length },
    cases: moved.length,
  };
}
