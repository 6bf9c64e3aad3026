import { countyOf, openToThePast } from '#domain';
import { type EntityManager } from 'typeorm';
import { type BulkColumn, BulkInsert } from '../sql/bulk.js';
import { type RegionRow } from './region-row.js';

/**
 * Writes a county's divisions as its register begins: its row in `county` must be there. What the first edition lists is
 * open to the past, since the register does not know since when it has been there. Loading a corrected file again brings the
 * corrections; nothing is ever removed, because cases point at codes. Returns how many rows the file has.
 */
export async function loadRegions(manager: EntityManager, rows: readonly RegionRow[]): Promise<number> {
  await upsert.run(manager, openToThePast(rows));
  return rows.length;
}

/** The columns of a row of the register. */
export const regionColumns: readonly BulkColumn<RegionRow>[] = [
  { name: 'code', type: 'text', value: ({ code }) => code },
  { name: 'valid_from', type: 'date', value: ({ validFrom }) => validFrom },
  { name: 'valid_to', type: 'date', value: ({ validTo }) => validTo },
  { name: 'county_code', type: 'text', value: ({ code }) => countyOf(code) },
  { name: 'name', type: 'text', value: ({ name }) => name },
  { name: 'short_name', type: 'text', value: ({ shortName }) => shortName },
  { name: 'kind', type: 'text', value: ({ kind }) => kind },
  { name: 'urban_rural_class', type: 'text', value: ({ urbanRuralClass }) => urbanRuralClass },
  { name: 'successor_code', type: 'text', value: ({ successorCode }) => successorCode },
];

const upsert = new BulkInsert<RegionRow>(
  'region',
  regionColumns,
  `ON CONFLICT (code, valid_from) DO UPDATE SET valid_to = EXCLUDED.valid_to, name = EXCLUDED.name,
     short_name = EXCLUDED.short_name, kind = EXCLUDED.kind, urban_rural_class = EXCLUDED.urban_rural_class,
     successor_code = EXCLUDED.successor_code`,
);
