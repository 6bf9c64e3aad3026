import { type SuccessorDecision } from '#domain';

/**
 * Decisions as people write them: `{"old code": "new code"}`, `[]` for abolished, a list for a split, and
 * `{"successors": […], "heir": "code"}` where one of several takes the cases over. Null where it is none of these.
 */
export function readDecisions(text: string): Map<string, SuccessorDecision> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const decisions = new Map<string, SuccessorDecision>();
  for (const [code, written] of Object.entries(value)) {
    const decision = decisionOf(written);
    if (!decision) return null;
    decisions.set(code, decision);
  }
  return decisions;
}

function decisionOf(written: unknown): SuccessorDecision | null {
  if (typeof written === 'string') return { successors: [written], heir: written };
  if (Array.isArray(written)) {
    const successors = [...new Set(written as unknown[])];
    if (!successors.every((one): one is string => typeof one === 'string')) return null;
    return { successors, heir: successors.length === 1 ? successors[0]! : null };
  }
  if (typeof written !== 'object' || written === null) return null;
  const { successors, heir } = written as { successors?: unknown; heir?: unknown };
  const listed = Array.isArray(successors) ? decisionOf(successors) : null;
  if (!listed || (heir !== undefined && typeof heir !== 'string')) return null;
  return { ...listed, heir: heir ?? listed.heir };
}
