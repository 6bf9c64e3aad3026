import { conditionsOf, type Directory, isOpen, waitedOn } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type CaseRecord } from '../ports/case-store.js';
import { type Definition } from '../ports/definitions.js';
import { type LedgerDigest } from '../ports/ledger-imports.js';

/** Counts, for whoever the cases now wait on, how many an import has brought: one message each instead of one a case. */
export function digestsOf(
  records: readonly CaseRecord[],
  { type }: Definition,
  directory: Directory,
  now: Temporal.Instant,
  importerId: string,
): LedgerDigest[] {
  const digests = new Map<string, LedgerDigest>();
  for (const { facts } of records) {
    const state = type.states.get(facts.state);
    if (!state || !isOpen(type, facts.state)) continue;
    const waited = waitedOn(facts, { directory, state, conditions: conditionsOf(facts, now), now });
    for (const personId of waited?.personIds ?? []) {
      if (personId === importerId) continue;
      const known = digests.get(personId);
      digests.set(personId, { personId, as: known?.as ?? waited!.party, cases: (known?.cases ?? 0) + 1 });
    }
  }
  return [...digests.values()];
}
