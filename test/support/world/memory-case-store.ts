import {
  type CaseChange,
  type CaseRecord,
  type CaseStore,
  type DecidedTimer,
  type DueTimer,
  type Notice,
  type Scope,
  type Tx,
} from '#engine';
import { holderOf, type TimerPlan, keyOf } from '#domain';
import { Temporal } from 'temporal-polyfill';

export interface StoredTimer extends TimerPlan {
  readonly caseId: string;
  decision: string | null;
}

export interface StoredNotice extends Notice {
  readonly caseId: string;
  readonly at: Temporal.Instant;
}

/** What a store in memory held at some time. */
export type Kept = Pick<MemoryCaseStore, 'records' | 'events' | 'texts' | 'timers' | 'notices'>;

/** The case store in memory: the same promises as the one on PostgreSQL, for stories on a virtual clock. */
export class MemoryCaseStore implements CaseStore {
  readonly records = new Map<string, CaseRecord>();
  readonly events = new Map<string, CaseChange['events'][number][]>();
  readonly texts = new Map<string, CaseChange['texts'][number][]>();
  readonly timers: StoredTimer[] = [];
  readonly notices: StoredNotice[] = [];

  lock(_tx: Tx, id: string, scope: Scope): Promise<CaseRecord | null> {
    const record = this.records.get(id);
    return Promise.resolve(record && record.countyCode === scope.countyCode ? this.withFired(record) : null);
  }

  lockBefore(): Promise<void> {
    return Promise.resolve();
  }

  textsOf(_tx: Tx, caseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = this.texts.get(caseId) ?? [];
    return Promise.resolve(new Map(known.filter(({ id }) => ids.includes(id)).map(({ id, body }) => [id, body])));
  }

  anyOnTheSpot(_tx: Tx, countyCode: string, regionCode: string, since: Temporal.Instant): Promise<boolean> {
    const own = [...this.records.values()].filter((one) => one.countyCode === countyCode);
    return Promise.resolve(
      own.some(
        ({ facts }) =>
          facts.onTheSpot &&
          facts.villageCode.startsWith(regionCode) &&
          Temporal.Instant.compare(facts.openedAt, since) >= 0,
      ),
    );
  }

  many(_tx: Tx, ids: readonly string[], { countyCode }: Scope): Promise<Map<string, CaseRecord>> {
    const found = ids.flatMap((id) => this.records.get(id) ?? []).filter((one) => one.countyCode === countyCode);
    return Promise.resolve(new Map(found.map((record) => [record.id, this.withFired(record)])));
  }

  lockByFingerprint(_tx: Tx, { countyCode }: Scope, fingerprints: readonly string[]): Promise<Map<string, CaseRecord>> {
    const known = [...this.records.values()].filter(
      (one) => one.countyCode === countyCode && one.fingerprint && fingerprints.includes(one.fingerprint),
    );
    return Promise.resolve(new Map(known.map((record) => [record.fingerprint!, this.withFired(record)])));
  }

  lockNaming(
    _tx: Tx,
    countyCode: string,
    personId: string,
    after: string | null,
    limit: number,
  ): Promise<CaseRecord[]> {
    const naming = [...this.records.values()]
      .filter((one) => one.countyCode === countyCode && (after === null || one.id > after))
      .filter(({ facts }) =>
        [
          facts.leadPersonId,
          facts.leaderId,
          facts.declinerId,
          facts.projectLeaderId,
          ...facts.applications.map(holderOf),
        ].includes(personId),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return Promise.resolve(naming.slice(0, limit).map((record) => this.withFired(record)));
  }

  claimDue(tx: Tx, limit: number, except: readonly string[]): Promise<DueTimer[]> {
    const due = this.pending()
      .filter(({ fireAt, caseId }) => Temporal.Instant.compare(fireAt, tx.now) <= 0 && !except.includes(caseId))
      .slice(0, limit);
    return Promise.resolve(
      due.map((timer) => {
        const record = this.records.get(timer.caseId)!;
        return { ...timer, record: { ...record, clocks: record.clocks.filter((one) => keyOf(one) === timer.clock) } };
      }),
    );
  }

  withAllClocks(_tx: Tx, claimed: readonly CaseRecord[]): Promise<Map<string, CaseRecord>> {
    return Promise.resolve(new Map(claimed.map(({ id }) => [id, this.withFired(this.records.get(id)!)])));
  }

  save(tx: Tx, changes: readonly CaseChange[]): Promise<void> {
    for (const change of changes) this.write(tx, change);
    return Promise.resolve();
  }

  decideTimers(_tx: Tx, decided: readonly DecidedTimer[]): Promise<void> {
    for (const { caseId, clock, step, version, decision } of decided) {
      const timer = this.timers.find(
        (one) => one.caseId === caseId && one.clock === clock && one.step === step && one.version === version,
      );
      if (!timer || timer.decision !== null) throw new Error(`timer decided twice: ${clock} ${step}`);
      timer.decision = decision;
    }
    return Promise.resolve();
  }

  nextDue(): Promise<Temporal.Instant | null> {
    return Promise.resolve(this.pending()[0]?.fireAt ?? null);
  }

  /** All that is stored, as of now: what is written later leaves it as it is. */
  kept(): Kept {
    return {
      records: new Map(this.records),
      events: new Map(this.events),
      texts: new Map(this.texts),
      timers: this.timers.map((timer) => ({ ...timer })),
      notices: [...this.notices],
    };
  }

  /** As if nothing had been written since. */
  backTo({ records, events, texts, timers, notices }: Kept): void {
    for (const [own, then] of [
      [this.records, records],
      [this.events, events],
      [this.texts, texts],
    ] as [Map<string, unknown>, Map<string, unknown>][]) {
      own.clear();
      for (const [id, value] of then) own.set(id, value);
    }
    this.timers.splice(0, this.timers.length, ...timers.map((timer) => ({ ...timer })));
    this.notices.splice(0, this.notices.length, ...notices);
  }

  pending(): StoredTimer[] {
    return this.timers
      .filter(({ decision }) => decision === null)
      .sort((a, b) => Temporal.Instant.compare(a.fireAt, b.fireAt));
  }

  private write(tx: Tx, { after, events, texts, clocks, cancelled, timers, notices }: CaseChange): void {
    this.records.set(after.id, { ...after, clocks: this.clocksAfter(after.id, clocks) });
    this.texts.set(after.id, [...(this.texts.get(after.id) ?? []), ...texts]);
    this.events.set(after.id, [...(this.events.get(after.id) ?? []), ...events]);
    for (const { clock, reason } of cancelled) {
      for (const timer of this.timers) {
        if (timer.caseId === after.id && timer.clock === clock && timer.decision === null)
          timer.decision = `cancelled: ${reason}`;
      }
    }
    for (const plan of timers) {
      const twin = this.timers.find(
        (one) =>
          one.caseId === after.id && one.clock === plan.clock && one.step === plan.step && one.version === plan.version,
      );
      if (twin) throw new Error(`timer planned twice: ${plan.clock} ${plan.step} v${plan.version}`);
      this.timers.push({ ...plan, caseId: after.id, decision: plan.skipped });
    }
    for (const notice of notices) {
      const known = this.notices.some((one) => one.caseId === after.id && keyOfNotice(one) === keyOfNotice(notice));
      if (!known) this.notices.push({ ...notice, caseId: after.id, at: tx.now });
    }
  }

  /** Clocks are rows of their own: those that a change does not bring along stay as they are. */
  private clocksAfter(id: string, changed: CaseRecord['clocks']): CaseRecord['clocks'] {
    const brought = new Map(changed.map((clock) => [keyOf(clock), clock]));
    const before = this.records.get(id)?.clocks ?? [];
    const had = new Set(before.map(keyOf));
    return [
      ...before.map((clock) => brought.get(keyOf(clock)) ?? clock),
      ...changed.filter((clock) => !had.has(keyOf(clock))),
    ];
  }

  /** As the store on PostgreSQL tells it: the steps that have fired since each clock last started. */
  private withFired(record: CaseRecord): CaseRecord {
    const clocks = record.clocks.map((clock) => ({
      ...clock,
      fired: this.timers
        .filter(
          (one) =>
            one.caseId === record.id &&
            one.clock === keyOf(clock) &&
            one.version >= clock.firstVersion &&
            one.decision === 'fired',
        )
        .map(({ step }) => step),
    }));
    return { ...record, clocks };
  }
}

function keyOfNotice({ clock, step, version, recipient }: Notice): string {
  return [clock, step, version, recipient.personId].join('|');
}
