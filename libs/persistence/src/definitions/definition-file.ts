import { type DefinitionKind } from '#engine';

/** A definition as a file says it, read through and found whole. */
export interface DefinitionFile {
  readonly kind: DefinitionKind;
  readonly code: string;
  /** Path below the folder of configuration: `policies/villager-problem.yaml`. */
  readonly file: string;
  /** What the version holds: the plain value of the file; of a calendar, with the statutory years it counts by. */
  readonly body: unknown;
}

/** What is wrong in a file, and where in it: `states.accepted.clocks[0]`. */
export interface DefinitionFileProblem {
  readonly file: string;
  readonly path: string;
  readonly code: string;
  readonly value?: unknown;
  /** What its author may have meant. */
  readonly suggestion?: string;
  /** The property of design §5 that it breaks. */
  readonly property?: number;
  /** What is true of the case for which it fails; absent: it fails for any. */
  readonly when?: string;
  /** The actions that bring a case from its opening to where it fails. */
  readonly way?: readonly string[];
}
