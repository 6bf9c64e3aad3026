import { type RegisterEntries, type RegisterName } from '#domain';
import { Temporal } from 'temporal-polyfill';

type Fields = { readonly [Name in RegisterName]: readonly (keyof RegisterEntries[Name])[] };

/** What of an entry is a code, an id or an instant; names of people and organisations are none. */
const codes: Fields = {
  organisation: ['kind', 'regionCode', 'serves', 'parentId', 'from', 'to'],
  person: [],
  posting: ['personId', 'organisationId', 'role', 'rank', 'regionCode', 'from', 'to'],
  link: ['personId', 'villageCode', 'role', 'principal', 'from', 'to'],
  duty: ['personId', 'regionCode', 'organisationId', 'role', 'from', 'to'],
};

/** An entry as the audit log may keep it: codes, ids and instants, no names. */
export function codesOfEntry<Name extends RegisterName>(
  register: Name,
  entry: RegisterEntries[Name],
): Record<string, unknown> {
  return Object.fromEntries(codes[register].map((field) => [field, written(entry[field])]));
}

/** What a correction changed: of codes what was and what is, of anything else that it changed. */
export function changesOfEntry<Name extends RegisterName>(
  register: Name,
  before: RegisterEntries[Name],
  after: RegisterEntries[Name],
): Record<string, unknown> {
  const fields = (Object.keys(after) as (keyof RegisterEntries[Name])[]).filter(
    (field) => JSON.stringify(written(before[field])) !== JSON.stringify(written(after[field])),
  );
  return Object.fromEntries(
    fields.map((field) => [
      field,
      codes[register].includes(field) ? [written(before[field]), written(after[field])] : 'changed',
    ]),
  );
}

/** Terms are the only numbers of an entry: epoch milliseconds as instants, open ends as nothing. */
function written(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? Temporal.Instant.fromEpochMilliseconds(value).toString() : null;
}
