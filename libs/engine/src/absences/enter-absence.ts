import { type AbsenceProblem, type Actor, judgeAbsence, mayEnterAbsence } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Absences, type AbsenceRecord } from '../ports/absences.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type ChangingDirectories } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';
import { inMilliseconds } from './in-milliseconds.js';

export interface EnterAbsenceCommand {
  readonly countyCode: string;
  readonly personId: string;
  readonly standInId: string | null;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly actor: Actor;
  /** With which account; for the audit log. */
  readonly accountId: string | null;
}

export type EnterAbsenceResult =
  | { readonly kind: 'entered'; readonly record: AbsenceRecord }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'refused'; readonly problem: AbsenceProblem };

/** Enters that somebody is away from–to, and who stands in. From the first instant on the directory asks the stand-in. */
export class EnterAbsence {
  constructor(
    private readonly absences: Absences,
    private readonly directories: ChangingDirectories,
    private readonly audit: AuditLog,
    private readonly numbering: Numbering,
  ) {}

  async execute(tx: Tx, { actor, accountId, ...wish }: EnterAbsenceCommand): Promise<EnterAbsenceResult> {
    // two who enter each other at the same moment take turns, or a circle could close unseen
    const directory = await this.directories.locked(tx, wish.countyCode);
    const inMs = inMilliseconds(wish);
    if (!actor.personId || !mayEnterAbsence(inMs, actor, directory, tx.now)) return { kind: 'not-yours' };
    const known = await this.absences.notOver(tx, wish.countyCode, tx.now);
    const problem = judgeAbsence(inMs, known.map(inMilliseconds), directory, tx.now, actor.personId);
    if (problem) return { kind: 'refused', problem };
    const record = { ...wish, id: this.numbering.newId() };
    await this.absences.add(tx, record, actor.personId);
    await this.audit.record(tx, {
      countyCode: wish.countyCode,
      kind: 'people-changed',
      personId: actor.personId,
      accountId,
      subject: { kind: 'person', id: wish.personId },
      data: {
        change: 'absence-entered',
        absence: record.id,
        standIn: wish.standInId,
        from: wish.from.toString(),
        to: wish.to.toString(),
      },
    });
    return { kind: 'entered', record };
  }
}
