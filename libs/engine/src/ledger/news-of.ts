import { changesBetween, type CaseType, isOpen, type LedgerChange } from '#domain';
import { type ReadStatement } from '../ports/ledger-statements.js';
import { type RowToImport } from './row-to-import.js';

/** What a row sent again tells that the ledger before did not, and how it can be applied to its case. */
export interface News {
  readonly changes: readonly LedgerChange[];
  readonly apply: 'report' | 'note' | null;
}

/** States in which a told completion is a report of the lead; elsewhere it is news like any other. */
const reportable: ReadonlySet<string> = new Set(['dispatched', 'handling', 'in-project']);

/** Compares a row with what the last ledger said of its case. A case that is over takes nothing up any more. */
export function newsOf({ entry, states }: RowToImport, known: ReadStatement, type: CaseType): News {
  const { words } = known;
  const changes = changesBetween(
    {
      result: words.result ?? null,
      progress: words.progress ?? null,
      measures: words.measures ?? null,
      satisfaction: words.satisfaction ?? null,
      leadUnit: leadUnitKnown(entry.leadUnit, known),
      completedOn: known.completedOn,
      urgency: states.urgency ? known.urgency : undefined,
      category: states.category ? known.category : undefined,
    },
    entry,
  );
  if (changes.length === 0 || !isOpen(type, known.state)) return { changes, apply: null };
  const completed = changes.some(({ field }) => field === 'completedOn') && reportable.has(known.state);
  return { changes, apply: completed ? 'report' : 'note' };
}

/** One unit goes by several names: where both mean the same, the name of today counts as the one of then. */
function leadUnitKnown(told: RowToImport['entry']['leadUnit'], known: ReadStatement): string | null {
  const isSame = told !== null && told.organisationId !== null && told.organisationId === known.leadOrganisationId;
  return isSame ? told.text : (known.leadOrganisation ?? known.words.leadUnit ?? null);
}
