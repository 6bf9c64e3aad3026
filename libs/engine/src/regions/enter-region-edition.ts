import { type DivisionFate, movesOf, rowsOfEdition } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';
import { type EditionPlan, type EditionToPlan, type PlanRegionEdition } from './plan-region-edition.js';
import { type RecordedChange, type RegionEditions } from './ports.js';

export interface EditionToEnter extends EditionToPlan {
  readonly fileName: string;
  readonly personId: string | null;
}

export type EnterResult =
  | { readonly kind: 'entered'; readonly id: string; readonly plan: EditionPlan }
  | {
      readonly kind: 'nothing-changed' | 'decisions-wrong' | 'decisions-needed' | 'later-edition';
      readonly plan: EditionPlan;
    };

/**
 * Enters an edition into the register: rows end and begin on its day, successors are kept, nothing is removed. What hangs
 * on the old codes moves when that day has come (`MoveToSuccessors`).
 */
export class EnterRegionEdition {
  constructor(
    private readonly editions: RegionEditions,
    private readonly plan: PlanRegionEdition,
    private readonly audit: AuditLog,
    private readonly numbering: Numbering,
  ) {}

  async execute(tx: Tx, wanted: EditionToEnter): Promise<EnterResult> {
    await this.editions.takeTurn(tx, wanted.countyCode);
    const plan = await this.plan.execute(tx, wanted);
    const { comparison, problems, undecided, laterEdition } = plan;
    if (problems.length > 0) return { kind: 'decisions-wrong', plan };
    const rows = rowsOfEdition(comparison, wanted.validFrom);
    if (rows.ended.length === 0 && rows.begun.length === 0) return { kind: 'nothing-changed', plan };
    if (laterEdition !== null) return { kind: 'later-edition', plan };
    if (undecided.length > 0) return { kind: 'decisions-needed', plan };

    const { countyCode, validFrom, fileName, personId } = wanted;
    const id = this.numbering.newId();
    const changes = changesOf(plan);
    await this.editions.create(
      tx,
      { ...{ id, countyCode, validFrom, fileName, personId, changes }, moves: movesOf(comparison) },
      rows,
    );
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'regions-changed', personId, subject: { kind: 'region-edition', id } },
      data: { step: 'entered', validFrom, ended: rows.ended.length, begun: rows.begun.length },
    });
    return { kind: 'entered', id, plan };
  }
}

/** What the record of the edition keeps: every division that did not stay as it was, and every new code. */
export function changesOf({ comparison: { fates, born } }: Pick<EditionPlan, 'comparison'>): RecordedChange[] {
  return [
    ...fates.filter(({ fate }) => fate.kind !== 'unchanged').map(changeOf),
    ...born.map(({ code, name }) => ({ code, name, fate: { kind: 'new' } as const })),
  ];
}

function changeOf({ before: { code, name }, fate }: DivisionFate): RecordedChange {
  return { code, name, fate };
}
