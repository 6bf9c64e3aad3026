import { type CaseType } from '../case/case-type.js';
import { type Policy } from '../ladder/policy.js';
import { proveType } from './prove-type.js';

/** What a definition lacks, at a place of it (`spans.handling`), with the case for which it fails. */
export interface Shortcoming {
  readonly path: string;
  readonly code: string;
  readonly value?: unknown;
  /** What its author may have meant. */
  readonly suggestion?: string;
  /** A case that shows it, and how it comes there: `emergency, question: open → accept`. */
  readonly counterExample?: string;
}

/** What is not proven of a case type under a policy (design §5); nothing where all of it is. */
export function shortcomingsOf(type: CaseType, policy: Policy): readonly Shortcoming[] {
  return proveType(type, policy).map(({ path, code, value, suggestion, when, way }) => {
    const counterExample = [when, way?.join(' → ')].filter((one) => one !== undefined).join(': ');
    return {
      ...{ path, code, value },
      ...(suggestion !== undefined && { suggestion }),
      ...(counterExample && { counterExample }),
    };
  });
}

/**
 * What a policy says beyond a version of its type does that version no harm: a newer one needs it, and comes into force
 * with it, before it or after it. When the policy was entered it was proven whole with one of them.
 */
const beyond: ReadonlySet<string> = new Set(['unknown-clock', 'unknown-condition', 'never-chosen']);

/** What keeps a policy from carrying the cases of a version. */
export function hindrancesOf(type: CaseType, policy: Policy): readonly Shortcoming[] {
  return shortcomingsOf(type, policy).filter(({ code }) => !beyond.has(code));
}
