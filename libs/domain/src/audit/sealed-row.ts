/** The tables that the audit consists of: what was done to cases, and everything else that must be answered for. */
export const sealedSources = ['audit_log', 'case_event'] as const;
export type SealedSource = (typeof sealedSources)[number];

/**
 * The columns of each that are sealed beside the id, in the order in which they are written down. A column that is
 * added later may be null in old rows and goes to the end, so that what was sealed before keeps its digest.
 */
export const sealedColumns: Readonly<Record<SealedSource, readonly string[]>> = {
  audit_log: ['county_code', 'at', 'kind', 'person_id', 'account_id', 'subject_kind', 'subject_id', 'data'],
  case_event: [
    'case_id',
    'county_code',
    'kind',
    'at',
    'actor_kind',
    'actor_person_id',
    'actor_posting_id',
    'from_state',
    'to_state',
    'data',
  ],
};

/** A row as it is sealed: its id, and each sealed column as the database writes it in words (instants in UTC). */
export interface SealedRow {
  readonly source: SealedSource;
  readonly id: string;
  readonly values: readonly (string | null)[];
}

/** What a row says, in one unmistakable text: table, id, then name and value of each column that is not null. */
export function canonicalContent({ source, id, values }: SealedRow): string {
  const columns = sealedColumns[source];
  const said: string[] = [source, id];
  for (let i = 0; i < columns.length; i++) {
    const value = values[i] ?? null;
    if (value !== null) said.push(columns[i]!, value);
  }
  return JSON.stringify(said);
}
