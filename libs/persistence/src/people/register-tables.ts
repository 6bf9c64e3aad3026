import { type RegisterEntries, type RegisterName } from '#domain';
import { type RegisterRecord } from '#engine';
import { BulkInsert, BulkUpdate, type BulkColumn } from '../sql/bulk.js';

/** A record on its way into the table, with its county. */
export type RecordRow<Name extends RegisterName> = RegisterRecord<Name> & { readonly countyCode: string };

/** How a register lies in the database: its table, what is read of a row, and how rows are written. */
export interface RegisterTable<Name extends RegisterName> {
  readonly table: string;
  /** Columns under the names of the entry's fields; the row is called `r`. */
  readonly fields: string;
  readonly insert: BulkInsert<RecordRow<Name>>;
  readonly update: BulkUpdate<RecordRow<Name>>;
}

type EntryColumn<Name extends RegisterName> = Omit<BulkColumn<RecordRow<Name>>, 'value'> & {
  readonly value: (entry: RegisterEntries[Name]) => unknown;
};

function registerTable<Name extends RegisterName>(
  table: string,
  fields: string,
  own: readonly EntryColumn<Name>[],
): RegisterTable<Name> {
  const columns: readonly BulkColumn<RecordRow<Name>>[] = [
    { name: 'id', type: 'uuid', value: ({ id }) => id },
    { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
    { name: 'version', type: 'int', value: ({ version }) => version },
    ...own.map((column) => ({ ...column, value: ({ entry }: RecordRow<Name>) => column.value(entry) })),
  ];
  const keys = ['id', 'county_code'];
  return { table, fields, insert: new BulkInsert(table, columns), update: new BulkUpdate(table, columns, keys) };
}

/** `from` and `to` in epoch milliseconds, open ends as infinities. */
export const termFields = ['from', 'to']
  .map(
    (edge) => `CASE WHEN isfinite(r.${edge}_at) THEN (extract(epoch FROM r.${edge}_at) * 1000)::float8
         WHEN r.${edge}_at > '2000-01-01' THEN 'Infinity'::float8 ELSE '-Infinity'::float8 END AS "${edge}"`,
  )
  .join(', ');

const term = [
  { name: 'from_at', type: 'timestamptz', value: ({ from }: { from: number }) => edgeText(from) },
  { name: 'to_at', type: 'timestamptz', value: ({ to }: { to: number }) => edgeText(to) },
];

/** An end of a term as the database writes it. */
export function edgeText(ms: number): string {
  if (Number.isFinite(ms)) return new Date(ms).toISOString();
  return ms > 0 ? 'infinity' : '-infinity';
}

/** Codes travel as one text: none holds a comma. Aliases do hold anything, so they travel as JSON. */
const codes = (list: string) => `string_to_array(NULLIF(${list}, ''), ',')`;
const texts = (list: string) => `ARRAY(SELECT jsonb_array_elements_text(${list}::jsonb))`;

export const registerTables: { readonly [Name in RegisterName]: RegisterTable<Name> } = {
  organisation: registerTable(
    'organisation',
    `r.name, r.aliases, r.kind, r.region_code AS "regionCode", r.serves, r.parent_id AS "parentId", ${termFields}`,
    [
      { name: 'name', type: 'text', value: ({ name }) => name },
      { name: 'aliases', type: 'text', make: texts, value: ({ aliases }) => JSON.stringify(aliases) },
      { name: 'kind', type: 'text', value: ({ kind }) => kind },
      { name: 'region_code', type: 'text', value: ({ regionCode }) => regionCode },
      {
        name: 'serves',
        type: 'text',
        make: (list) => `COALESCE(${codes(list)}, '{}')`,
        value: ({ serves }) => serves.join(','),
      },
      { name: 'parent_id', type: 'uuid', value: ({ parentId }) => parentId },
      ...term,
    ],
  ),
  person: registerTable('person', 'r.name', [{ name: 'name', type: 'text', value: ({ name }) => name }]),
  posting: registerTable(
    'posting',
    `r.person_id AS "personId", r.organisation_id AS "organisationId", r.role, r.rank, r.region_code AS "regionCode", ${termFields}`,
    [
      { name: 'person_id', type: 'uuid', value: ({ personId }) => personId },
      { name: 'organisation_id', type: 'uuid', value: ({ organisationId }) => organisationId },
      { name: 'role', type: 'text', value: ({ role }) => role },
      { name: 'rank', type: 'text', value: ({ rank }) => rank },
      { name: 'region_code', type: 'text', value: ({ regionCode }) => regionCode },
      ...term,
    ],
  ),
  link: registerTable(
    'link',
    `r.person_id AS "personId", r.village_code AS "villageCode", r.role, r.principal, ${termFields}`,
    [
      { name: 'person_id', type: 'uuid', value: ({ personId }) => personId },
      { name: 'village_code', type: 'text', value: ({ villageCode }) => villageCode },
      { name: 'role', type: 'text', value: ({ role }) => role },
      { name: 'principal', type: 'boolean', value: ({ principal }) => principal },
      ...term,
    ],
  ),
  duty: registerTable(
    'duty_roster',
    `r.person_id AS "personId", r.region_code AS "regionCode", r.organisation_id AS "organisationId", r.role, ${termFields}`,
    [
      { name: 'person_id', type: 'uuid', value: ({ personId }) => personId },
      { name: 'region_code', type: 'text', value: ({ regionCode }) => regionCode },
      { name: 'organisation_id', type: 'uuid', value: ({ organisationId }) => organisationId },
      { name: 'role', type: 'text', value: ({ role }) => role },
      ...term,
    ],
  ),
};
