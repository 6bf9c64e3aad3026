import { placeName, townshipStem } from '../ledger/place-names.js';
import { type Division } from './division.js';
import { townshipOf } from './region-code.js';

/** Where somebody decided that a division went: no successor, one, or several; `heir` takes its cases over. */
export interface SuccessorDecision {
  readonly successors: readonly string[];
  readonly heir: string | null;
}

export type SuccessorDecisions = ReadonlyMap<string, SuccessorDecision>;

/** A division that may have been meant, with what speaks against taking it unasked. */
export interface Candidate {
  readonly code: string;
  readonly name: string;
  readonly because: 'one-of-several' | 'wanted-by-several' | 'other-township' | 'other-kind' | 'code-was-there-before';
}

/** What became of a division that was in force before. */
export type Fate =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'renamed'; readonly name: string }
  /** Its short name, kind or urban-rural class is another. */
  | { readonly kind: 'amended' }
  | { readonly kind: 'recoded'; readonly successor: string; readonly by: 'name' | 'decision' }
  | { readonly kind: 'merged'; readonly successor: string }
  | { readonly kind: 'split'; readonly successors: readonly string[]; readonly heir: string | null }
  | { readonly kind: 'abolished'; readonly by: 'nothing-like-it' | 'decision' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] };

export interface DivisionFate {
  readonly before: Division;
  /** Under the same code, where it is still there. */
  readonly after: Division | null;
  readonly fate: Fate;
}

export interface DecisionProblem {
  readonly code:
    'unknown-division' | 'unknown-successor' | 'successor-of-another-level' | 'division-stays' | 'heir-is-no-successor';
  readonly division: string;
  readonly successor?: string;
}

export interface EditionComparison {
  /** One a division that was in force, in the order of codes: each is accounted for exactly once. */
  readonly fates: readonly DivisionFate[];
  /** Codes that were not in force before. */
  readonly born: readonly Division[];
  readonly problems: readonly DecisionProblem[];
}

/**
 * Compares two editions of one county's divisions by code, because names move between codes. A code that is gone has a
 * successor where a decision names it, or where exactly one new code of the same township carries its very name and kind
 * and nobody else lays claim to it; anything less is ambiguous and told with its candidates, never taken.
 */
export function compareEditions(
  before: readonly Division[],
  after: readonly Division[],
  decisions: SuccessorDecisions = new Map(),
): EditionComparison {
  const comparison = new Comparison(before, after, decisions);
  const townships = comparison.fatesOf((code) => code.length !== 12);
  comparison.follow(townships);
  const fates = [...townships, ...comparison.fatesOf((code) => code.length === 12)];
  return {
    fates: fates.sort((a, b) => (a.before.code < b.before.code ? -1 : 1)),
    born: comparison.born,
    problems: problemsOf(before, after, decisions),
  };
}

/** Whose cases, links and postings go where: old code to new, townships and villages. */
export function movesOf({ fates }: Pick<EditionComparison, 'fates'>): Map<string, string> {
  return new Map(
    fates.flatMap(({ before, fate }) => {
      if (fate.kind === 'recoded' || fate.kind === 'merged') return [[before.code, fate.successor] as const];
      const heir = fate.kind === 'split' && fate.heir !== before.code ? fate.heir : null;
      return heir === null ? [] : [[before.code, heir] as const];
    }),
  );
}

/** Codes that end and give nothing to anybody: what is open there stays there, and is listed. */
export function endedWithoutHeir({ fates }: Pick<EditionComparison, 'fates'>): string[] {
  return fates
    .filter(({ after, fate }) => after === null && (fate.kind === 'abolished' || (fate.kind === 'split' && !fate.heir)))
    .map(({ before }) => before.code);
}

class Comparison {
  readonly born: readonly Division[];
  private readonly after: ReadonlyMap<string, Division>;
  private readonly known: ReadonlyMap<string, Division>;
  /** How many decisions point at a code. */
  private readonly claimed = new Map<string, number>();
  /** Old township to the one code that it lives on under. */
  private readonly lineage = new Map<string, string>();

  constructor(
    private readonly before: readonly Division[],
    after: readonly Division[],
    private readonly decisions: SuccessorDecisions,
  ) {
    this.known = new Map(before.map((division) => [division.code, division]));
    this.after = new Map(after.map((division) => [division.code, division]));
    this.born = after.filter(({ code }) => !this.known.has(code)).sort((a, b) => (a.code < b.code ? -1 : 1));
    for (const { successors } of decisions.values())
      for (const code of successors) this.claimed.set(code, (this.claimed.get(code) ?? 0) + 1);
  }

  fatesOf(isOfLevel: (code: string) => boolean): DivisionFate[] {
    return this.before
      .filter(({ code }) => isOfLevel(code))
      .map((before) => {
        const after = this.after.get(before.code) ?? null;
        return { before, after, fate: after ? this.staying(before, after) : this.gone(before) };
      });
  }

  /** Villages are looked for in the township that theirs became. */
  follow(townships: readonly DivisionFate[]): void {
    for (const { before, after, fate } of townships) {
      if (after) this.lineage.set(before.code, after.code);
      else if (fate.kind === 'recoded' || fate.kind === 'merged') this.lineage.set(before.code, fate.successor);
    }
  }

  private staying(before: Division, after: Division): Fate {
    const decision = this.decisions.get(before.code);
    if (decision && decision.successors.includes(before.code) && decision.successors.length > 1)
      return { kind: 'split', successors: decision.successors, heir: decision.heir ?? before.code };
    if (before.name !== after.name) return { kind: 'renamed', name: after.name };
    return isSame(before, after) ? { kind: 'unchanged' } : { kind: 'amended' };
  }

  private gone(before: Division): Fate {
    const decision = this.decisions.get(before.code);
    if (decision) return this.decided(decision);
    const [sure, unsure] = [this.sure(before), this.unsure(before)];
    const [only] = sure;
    if (!only && unsure.length === 0) return { kind: 'abolished', by: 'nothing-like-it' };
    const rivals = only ? this.rivals(before, only) : 0;
    const nameWasTaken = unsure.some(({ because }) => because === 'code-was-there-before');
    if (only && sure.length === 1 && rivals === 0 && !nameWasTaken && !this.claimed.has(only.code))
      return { kind: 'recoded', successor: only.code, by: 'name' };
    const because = sure.length > 1 ? ('one-of-several' as const) : ('wanted-by-several' as const);
    const offered = sure.map(({ code, name }) => ({ code, name, because }));
    return { kind: 'ambiguous', candidates: [...offered, ...unsure] };
  }

  private decided({ successors, heir }: SuccessorDecision): Fate {
    const [only] = successors;
    if (only === undefined) return { kind: 'abolished', by: 'decision' };
    if (successors.length > 1) return { kind: 'split', successors, heir };
    const isShared = (this.claimed.get(only) ?? 0) > 1 || this.known.has(only);
    return isShared ? { kind: 'merged', successor: only } : { kind: 'recoded', successor: only, by: 'decision' };
  }

  /** New codes of the same township with the same name and kind. */
  private sure(before: Division): Division[] {
    return this.born.filter(
      (division) => isNamesake(before, division) && this.isAtHome(before, division) && isOfKind(before, division),
    );
  }

  private unsure(before: Division): Candidate[] {
    const sure = new Set(this.sure(before));
    return [...this.after.values()].flatMap((division): Candidate[] => {
      const { code, name } = division;
      if (sure.has(division) || !isNamesake(before, division)) return [];
      const was = this.known.get(code);
      // a namesake that always was one says nothing
      if (was) return isNamesake(before, was) ? [] : [{ code, name, because: 'code-was-there-before' }];
      return [{ code, name, because: this.isAtHome(before, division) ? 'other-kind' : 'other-township' }];
    });
  }

  /** Others that are gone and would be as sure of the same code. */
  private rivals(before: Division, wanted: Division): number {
    return this.before.filter(
      (other) => other !== before && !this.after.has(other.code) && this.sure(other).includes(wanted),
    ).length;
  }

  private isAtHome(before: Division, after: Division): boolean {
    return before.code.length !== 12 || this.lineage.get(townshipOf(before.code)) === townshipOf(after.code);
  }
}

/** 甲村委会 and 甲村民委员会 are one name, 白塔乡 and 白塔镇 too: a town is often a township that was raised. */
function isNamesake(a: Division, b: Division): boolean {
  if (a.code.length !== b.code.length) return false;
  if (a.code.length === 12) return placeName(a.name).stem === placeName(b.name).stem;
  return a.code.length === 9 ? townshipStem(a.name) === townshipStem(b.name) : a.name === b.name;
}

function isOfKind(a: Division, b: Division): boolean {
  return a.code.length !== 12 || a.kind === b.kind;
}

function isSame(a: Division, b: Division): boolean {
  return a.shortName === b.shortName && a.kind === b.kind && a.urbanRuralClass === b.urbanRuralClass;
}

function problemsOf(
  before: readonly Division[],
  after: readonly Division[],
  decisions: SuccessorDecisions,
): DecisionProblem[] {
  const [known, there] = [before, after].map((divisions) => new Set(divisions.map(({ code }) => code)));
  return [...decisions].flatMap(([division, { successors, heir }]): DecisionProblem[] => {
    if (!known!.has(division)) return [{ code: 'unknown-division', division }];
    const stays = there!.has(division);
    if (stays && !(successors.length > 1 && successors.includes(division)))
      return [{ code: 'division-stays', division }];
    return [
      ...successors.flatMap((successor): DecisionProblem[] => {
        if (!there!.has(successor)) return [{ code: 'unknown-successor', division, successor }];
        return successor.length === division.length
          ? []
          : [{ code: 'successor-of-another-level', division, successor }];
      }),
      ...(heir !== null && !successors.includes(heir)
        ? [{ code: 'heir-is-no-successor' as const, division, successor: heir }]
        : []),
    ];
  });
}
