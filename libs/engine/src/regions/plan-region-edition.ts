import {
  compareEditions,
  type DecisionProblem,
  type Division,
  type EditionComparison,
  inForceOn,
  type SuccessorDecisions,
  type ToldDivision,
  wholeEdition,
} from '#domain';
import { type Tx } from '../ports/transactions.js';
import { type HangingOn, type RegionEditions } from './ports.js';

export interface EditionToPlan {
  readonly countyCode: string;
  readonly divisions: readonly ToldDivision[];
  /** ISO date. */
  readonly validFrom: string;
  readonly decisions: SuccessorDecisions;
}

export interface EditionPlan {
  readonly comparison: EditionComparison;
  readonly edition: readonly Division[];
  /** By code, of every division that does not stay as it was. */
  readonly hanging: ReadonlyMap<string, HangingOn>;
  /** Divisions whose successor somebody has to decide before the edition can go in. */
  readonly undecided: readonly string[];
  readonly problems: readonly DecisionProblem[];
  /** The day of an edition that begins on or after `validFrom`; null where there is none. */
  readonly laterEdition: string | null;
}

/** Says what an edition would change, and what hangs on that; changes nothing. */
export class PlanRegionEdition {
  constructor(private readonly editions: Pick<RegionEditions, 'rows' | 'hangingOn'>) {}

  async execute(tx: Tx, { countyCode, divisions, validFrom, decisions }: EditionToPlan): Promise<EditionPlan> {
    const rows = await this.editions.rows(tx, countyCode);
    const before = inForceOn(rows, validFrom);
    const edition = wholeEdition(before, divisions);
    const comparison = compareEditions(before, edition, decisions);
    const changed = comparison.fates.filter(({ fate }) => fate.kind !== 'unchanged').map((one) => one.before.code);
    const hanging = await this.editions.hangingOn(tx, countyCode, changed);
    const isChange = changed.length > 0 || comparison.born.length > 0;
    const later = rows.map((row) => row.validFrom).filter((day) => /^\d/.test(day) && day >= validFrom);
    return {
      comparison,
      edition,
      hanging,
      undecided: undecidedIn(comparison, hanging),
      problems: comparison.problems,
      laterEdition: isChange ? (later.sort().at(-1) ?? null) : null,
    };
  }
}

/** What is ambiguous; and what only a file says is gone although something hangs on it: a file can be cut short. */
function undecidedIn({ fates }: EditionComparison, hanging: ReadonlyMap<string, HangingOn>): string[] {
  return fates.flatMap(({ before: { code }, fate }) => {
    const isInUse = Object.values(hanging.get(code) ?? {}).some((count: number) => count > 0);
    const isOpen = fate.kind === 'ambiguous' || (fate.kind === 'abolished' && fate.by === 'nothing-like-it' && isInUse);
    return isOpen ? [code] : [];
  });
}
