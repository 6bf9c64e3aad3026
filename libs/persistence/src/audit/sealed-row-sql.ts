import { sealedColumns, type SealedRow, type SealedSource } from '#domain';

/** Instants are written in UTC to the microsecond, whatever the session's settings are; the rest is its own text. */
const written = (column: string): string =>
  column === 'at'
    ? `to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at`
    : `r.${column}::text AS ${column}`;

/** What a statement selects of a table `r` of the audit, for `sealedRow`. */
export function selectedOf(source: SealedSource): string {
  return ['r.id::text AS id', ...sealedColumns[source].map(written)].join(', ');
}

export type StoredRow = Readonly<Record<string, string | null>> & { readonly id: string };

export function sealedRow(source: SealedSource, row: StoredRow): SealedRow {
  return { source, id: row.id, values: sealedColumns[source].map((column) => row[column] ?? null) };
}
