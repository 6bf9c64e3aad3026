import { type Actor, mayEnterAbsence } from '#domain';
import { Temporal } from 'temporal-polyfill';
import { type Absences, type AbsenceRecord } from '../ports/absences.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type ChangingDirectories } from '../ports/definitions.js';
import { type Tx } from '../ports/transactions.js';
import { inMilliseconds } from './in-milliseconds.js';

export interface EndAbsenceCommand {
  readonly countyCode: string;
  readonly id: string;
  readonly actor: Actor;
  /** With which account; for the audit log. */
  readonly accountId: string | null;
}

export type EndAbsenceResult =
  | { readonly kind: 'ended'; readonly record: AbsenceRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'over-already' };

/** Somebody is back before the time: the work returns at this instant. One that has not begun is withdrawn. */
export class EndAbsence {
  constructor(
    private readonly absences: Absences,
    private readonly directories: ChangingDirectories,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, { countyCode, id, actor, accountId }: EndAbsenceCommand): Promise<EndAbsenceResult> {
    const directory = await this.directories.locked(tx, countyCode);
    const record = await this.absences.one(tx, countyCode, id);
    if (!record) return { kind: 'not-found' };
    if (!mayEnterAbsence(inMilliseconds(record), actor, directory, tx.now)) return { kind: 'not-yours' };
    if (Temporal.Instant.compare(record.to, tx.now) <= 0) return { kind: 'over-already' };
    const to = Temporal.Instant.compare(record.from, tx.now) >= 0 ? record.from : tx.now;
    await this.absences.endAt(tx, id, to);
    await this.audit.record(tx, {
      countyCode,
      kind: 'people-changed',
      personId: actor.personId,
      accountId,
      subject: { kind: 'person', id: record.personId },
      data: { change: 'absence-ended', absence: id, to: to.toString() },
    });
    return { kind: 'ended', record: { ...record, to } };
  }
}
