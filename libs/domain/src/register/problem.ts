/**
 * Why an entry may not stand in a register, on which of its fields. `collides`: it is well formed, yet something that
 * the register holds already stands against it; the others are mistakes in the entry itself.
 */
export interface RegisterProblem {
  readonly field: string;
  readonly code: RegisterProblemCode;
  readonly collides: boolean;
  readonly data?: Readonly<Record<string, string | number | null>>;
}

export type RegisterProblemCode =
  | 'unknown-region'
  | 'unknown-person'
  | 'unknown-organisation'
  | 'region-too-wide'
  | 'region-not-county'
  | 'region-not-of-organisation'
  | 'rank-of-leaders-only'
  | 'principal-leaders-only'
  | 'ends-before-it-begins'
  | 'outside-organisation-term'
  | 'parent-circle'
  | 'name-taken'
  | 'overlaps-itself'
  | 'another-principal'
  | 'administrators-stay-apart'
  | 'last-holder'
  | 'still-staffed'
  | 'still-parent'
  | 'ended-already';

type Data = RegisterProblem['data'];

/** A mistake in the entry. */
export const mistake = (field: string, code: RegisterProblemCode, data?: Data): RegisterProblem => ({
  ...{ field, code, collides: false },
  ...(data && { data }),
});

/** Something that the register holds already stands against it. */
export const collision = (field: string, code: RegisterProblemCode, data?: Data): RegisterProblem => ({
  ...{ field, code, collides: true },
  ...(data && { data }),
});
